import type { Metadata } from 'next';
import { messages } from '@/app/_ui/messages';
import { unexpected } from '@/app/_ui/messages/unexpected';
import { Missing, Problem, Reference } from '@/app/_ui/problem';
import { currentPreferences } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';

/** What this request was refused for; nothing for somebody who came to this address by themselves. */
async function problemOfRequest() {
  const { problems } = await messages();
  const because = arrival().refusal?.because;
  const problem = problems[because as keyof typeof problems];
  if (because === 'unexpected') {
    const { title, text } = unexpected[(await currentPreferences()).language];
    return { title, text, children: <Reference /> };
  }
  if (typeof problem === 'string' || !problem) return null;
  return { title: problem.title, text: problem.text, children: because === 'unavailable' && <Reference /> };
}

export async function generateMetadata(): Promise<Metadata> {
  const { site } = await messages();
  const problem = await problemOfRequest();
  return problem ? { title: `${problem.title}: ${site.name}` } : {};
}

/** Shown by proxy.ts in place of a page when it refuses a request whole. */
export default async function RefusedPage() {
  const problem = await problemOfRequest();
  return problem ? <Problem {...problem} /> : <Missing />;
}
