import { notFound } from 'next/navigation';
import { Problem } from '@/app/_ui/denied';
import { messages } from '@/app/_ui/messages';
import { arrival } from '@/lib/http/arrival';

/** Shown by proxy.ts in place of a page when it refuses a request whole. Nobody comes here by themselves. */
export default async function RefusedPage() {
  const { refusal } = arrival();
  const { problems } = await messages();
  const problem = problems[refusal?.because as keyof typeof problems];
  if (!problem || typeof problem === 'string') notFound();
  return <Problem title={problem.title} text={problem.text} />;
}
