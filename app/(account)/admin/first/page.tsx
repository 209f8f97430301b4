import { Button } from '@/app/_ui/button';
import { Denied } from '@/app/_ui/denied';
import { messages } from '@/app/_ui/messages';
import { Refusal } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import { first, type Search } from '@/app/_ui/search';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { isInvitation } from '@/lib/account/first-admin';
import { requireUser } from '@/lib/account/guards';

export const generateMetadata = titled((m) => m.firstAdmin.title);

export default async function FirstAdminPage({ searchParams }: { searchParams: Search }) {
  const permit = await requireUser();
  if ('denied' in permit) return <Denied denial={permit} />;
  const { firstAdmin } = await messages();
  const token = first((await searchParams).token);
  return (
    <Page current="account" guarded>
      <Sheet title={firstAdmin.title}>
        <Section>
          {(await isInvitation(token)) ? (
            <form action="/admin/first" method="post" className="form">
              <p>{firstAdmin.text}</p>
              <input type="hidden" name="token" value={token} />
              <Button main>{firstAdmin.button}</Button>
            </form>
          ) : (
            <Refusal title={firstAdmin.spent} />
          )}
        </Section>
      </Sheet>
    </Page>
  );
}
