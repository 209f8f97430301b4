import { Problem } from '@/app/_ui/denied';
import { messages } from '@/app/_ui/messages';
import { arrival } from '@/lib/http/arrival';

/** Shown by proxy.ts in place of a page when it refuses a request whole. Nobody comes here by themselves. */
export default async function RefusedPage() {
  const { refusal, response } = arrival();
  const { problems } = await messages();
  if (!refusal) response.statusCode = 404;
  const problem = problems[(refusal?.because ?? 'notFound') as keyof typeof problems];
  return typeof problem === 'string' ? null : <Problem title={problem.title} text={problem.text} />;
}
