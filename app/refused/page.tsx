import { messages } from '@/app/_ui/messages';
import { Missing, Problem, Reference } from '@/app/_ui/problem';
import { titled } from '@/app/_ui/titled';
import { arrival } from '@/lib/http/arrival';

export const generateMetadata = titled((m) => m.refusals.title);

/** Shown by proxy.ts in place of a page when it refuses a request whole. Nobody comes here by themselves. */
export default async function RefusedPage() {
  const { problems } = await messages();
  const because = arrival().refusal?.because;
  const problem = problems[because as keyof typeof problems];
  if (!problem || typeof problem === 'string') return <Missing />;
  return (
    <Problem title={problem.title} text={problem.text}>
      {because === 'unavailable' && <Reference />}
    </Problem>
  );
}
