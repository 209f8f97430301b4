import { redirect } from 'next/navigation';
import type { Denial } from '@/lib/account/guards';
import { arrival } from '@/lib/http/arrival';
import { messages } from './messages';
import { Moment } from './moment';
import { Problem, Reference } from './problem';
import { Sentence } from './sentence';

const STATUS = { banned: 403, forbidden: 403, unavailable: 503 } as const;

/** What a visitor gets instead of a page that is not for them: the way to the login, or the reason. */
export async function Denied({ denial }: { denial: Denial }) {
  const { request, response } = arrival();
  const { problems } = await messages();
  if (denial.denied === 'login') redirect(`/login?next=${encodeURIComponent(request.url ?? '/')}`);
  response.statusCode = STATUS[denial.denied];
  if (denial.denied === 'unavailable') response.setHeader('Retry-After', '10');
  if (denial.denied === 'banned') return <Banned denial={denial} />;
  return <Problem {...problems[denial.denied]}>{denial.denied === 'unavailable' && <Reference />}</Problem>;
}

async function Banned({ denial: { visitor } }: { denial: Denial }) {
  const { problems } = await messages();
  if (visitor.state !== 'banned') return null;
  const { title, text, reason, what } = problems.banned;
  return (
    <Problem title={title} text={<Sentence text={text} parts={{ since: <Moment at={visitor.since} /> }} />}>
      {visitor.reason && <p>{reason(visitor.reason)}</p>}
      <p>{what}</p>
    </Problem>
  );
}
