import { Denied } from '@/app/_ui/denied';
import { HowItWorks } from '@/app/_ui/how-it-works';
import { messages } from '@/app/_ui/messages';
import { Page } from '@/app/_ui/page';
import { first, type Search } from '@/app/_ui/search';
import { Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { requireAdmin } from '@/lib/account/guards';
import { findUser } from '@/lib/account/users';
import { arrival } from '@/lib/http/arrival';
import { OneUser } from './one-user';
import { UserList } from './user-list';

export const generateMetadata = titled((m) => m.admin.title);

export default async function UsersPage({ searchParams }: { searchParams: Search }) {
  const permit = await requireAdmin();
  if ('denied' in permit) return <Denied denial={permit} />;
  const { admin } = await messages();
  const search = await searchParams;
  const chosen = arrival().refusal?.typed?.user ?? first(search.user);
  const user = chosen === '' ? null : await findUser(chosen);
  const isMissing = chosen !== '' && !user;
  if (isMissing) arrival().response.statusCode = 404;
  return (
    <Page current="users" guarded>
      <Sheet title={user ? admin.of(user.username) : admin.title}>
        {user ? (
          <OneUser user={user} isYourself={user.id === permit.user.id} done={first(search.done)} />
        ) : (
          <UserList
            search={first(search.q)}
            page={Math.trunc(Number(first(search.page))) || 1}
            isUserMissing={isMissing}
          />
        )}
        <HowItWorks page="admin" />
      </Sheet>
    </Page>
  );
}
