import { Glyph } from '@/app/_ui/glyphs';
import type { AttackState, RanAttack } from '../attack-state';

/** How far an attack has come: its verdict with the reason, each way by itself, and its control. */
export function AttackOutcome({ state }: { state: AttackState }) {
  switch (state.kind) {
    case 'running':
      return <p className="small">Under way: its exchanges appear on the wire.</p>;
    case 'ran':
      return <Ran result={state.result} />;
    case 'needs-browser':
      return (
        <p className="small">
          {state.sentence}{' '}
          {state.open !== null && (
            <a href={state.open} target="_blank" rel="noreferrer">
              Go on in another tab
            </a>
          )}
        </p>
      );
    case 'refused':
      return (
        <p className="refusal">
          <Glyph name="no" />
          <span className="title">{state.sentence}</span>
        </p>
      );
  }
}

function Ran({ result }: { result: RanAttack }) {
  const { succeeded, why, ways = [], control, exchanges } = result;
  const own = exchanges.filter((n) => !control.exchanges.includes(n));
  return (
    <div className="outcome small">
      <p>
        <Verdict succeeded={succeeded} /> {why} {onTheWire(own)}
      </p>
      {ways.length > 0 && (
        <ul>
          {ways.map((way) => (
            <li key={way.way}>
              {way.way}: <Verdict succeeded={way.succeeded} /> {way.why}
            </li>
          ))}
        </ul>
      )}
      <p>
        <b>Control.</b> {control.what} {control.why}{' '}
        {control.succeeded ? 'It worked too, so the attack proves nothing.' : 'It fails, as it must.'}{' '}
        {onTheWire(control.exchanges)}
      </p>
    </div>
  );
}

/** Red is Mallory's: it says that she got what she was after. */
function Verdict({ succeeded }: { succeeded: boolean }) {
  return (
    <b className="verdict" data-actor={succeeded ? 'mallory' : undefined}>
      <Glyph name={succeeded ? 'mallory' : 'tick'} />
      {succeeded ? 'The shop falls.' : 'The shop holds.'}
    </b>
  );
}

function onTheWire(exchanges: readonly number[]): string {
  const [first, last] = [exchanges[0], exchanges.at(-1)];
  if (first === undefined) return '';
  return first === last ? `Exchange ${first}.` : `Exchanges ${first} to ${last}.`;
}
