import { Denied } from '@/app/_ui/denied';
import { HowItWorks } from '@/app/_ui/how-it-works';
import { messages } from '@/app/_ui/messages';
import { Notice } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import type { Search } from '@/app/_ui/search';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { requireUser } from '@/lib/account/guards';
import { SessionsForm } from './form';

export const generateMetadata = titled((m) => m.sessions.title);

export default async function SessionsPage({ searchParams }: { searchParams: Search }) {
  const permit = await requireUser();
  if ('denied' in permit) return <Denied denial={permit} />;
  const { sessions } = await messages();
  const { done } = await searchParams;
  return (
    <Page current="account" guarded>
      <Sheet title={sessions.title}>
        <Section note={<p>{sessions.note}</p>} wide={<SessionsForm user={permit.user} current={permit.session} />}>
          {(done === 'one' || done === 'others') && (
            <Notice kind="done">
              <p>{sessions.done[done]}</p>
            </Notice>
          )}
          <p>{sessions.lead}</p>
        </Section>
        <HowItWorks page="sessions" />
      </Sheet>
    </Page>
  );
}
