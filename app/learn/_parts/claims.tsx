import type { Claim } from '@/lib/course/chapter';

const VERDICTS: Record<Claim['verdict'], string> = {
  right: 'Right.',
  partly: 'Partly right.',
  misleading: 'Misleading.',
  wrong: 'Wrong.',
  outdated: 'Outdated.',
  missing: 'Something is missing.',
};

/** What lectures and textbooks say of it, and what is true. */
export function Claims({ claims }: { claims: readonly Claim[] }) {
  return (
    <ul className="claims">
      {claims.map(({ claim, verdict, instead, step }) => (
        <li key={claim}>
          <p className="claim">“{claim}”</p>
          <p>
            <b>{VERDICTS[verdict]}</b> {instead}
            {step !== undefined && <span className="quiet"> Seen in step {step}.</span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
