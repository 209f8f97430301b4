import { HowItWorks } from '@/app/_ui/how-it-works';
import { messages } from '@/app/_ui/messages';
import { Notice } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import type { Search } from '@/app/_ui/search';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { currentVisitor } from '@/lib/account/visitor';
import { PreferencesForm } from './form';

export const generateMetadata = titled((m) => m.preferences.title);

export default async function PreferencesPage({ searchParams }: { searchParams: Search }) {
  const { preferences } = await messages();
  const { user } = await currentVisitor();
  const { done } = await searchParams;
  return (
    <Page current="preferences">
      <Sheet title={preferences.title}>
        <Section note={<p>{user ? preferences.whereUser : preferences.whereAnonymous}</p>}>
          <p>{preferences.lead}</p>
          {done === 'saved' && (
            <Notice kind="done">
              <p>{preferences.saved}</p>
            </Notice>
          )}
          <PreferencesForm />
        </Section>
        <HowItWorks page="preferences" />
      </Sheet>
    </Page>
  );
}
