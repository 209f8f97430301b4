import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { messages } from '@/app/_ui/messages';
import { Moment } from '@/app/_ui/moment';
import { Refusal } from '@/app/_ui/notice';
import { Pager } from '@/app/_ui/pager';
import { returnedForm } from '@/app/_ui/returned-form';
import { Section } from '@/app/_ui/sheet';
import { Table } from '@/app/_ui/table';
import { listUsers } from '@/lib/account/users';

function address(search: string, page: number): string {
  const query = new URLSearchParams({ ...(search && { q: search }), ...(page > 1 && { page: String(page) }) });
  return `/admin/users?${query}`;
}

type UserListProps = {
  search: string;
  page: number;
  /** Somebody was asked for who is not there. */
  isUserMissing: boolean;
};

/** All users, a page at a time, or those whose name contains something. */
export async function UserList({ search, page: wanted, isUserMissing }: UserListProps) {
  const { admin, profile, refusals } = await messages();
  const { users, total, page, pages } = await listUsers(search.slice(0, 100), wanted);
  const { summary } = await returnedForm();
  const list = (
    <>
      <Table
        caption={admin.title}
        empty={admin.none(search)}
        columns={[
          { title: admin.columns.name },
          { title: admin.columns.role },
          { title: admin.columns.since, figures: true },
          { title: admin.columns.sessions, figures: true },
          { title: admin.columns.state },
          { title: admin.columns.act, actions: true },
        ]}
        rows={users.map((user) => ({
          id: user.username,
          cells: [
            <span key="name">
              {user.username}
              {user.displayName !== user.username && <small>{user.displayName}</small>}
            </span>,
            profile.roles[user.role as keyof typeof profile.roles],
            <Moment key="since" at={user.createdAt} day />,
            String(user._count.sessions),
            user.bannedAt ? admin.banned : admin.active,
            <a key="open" className="btn" href={`/admin/users?user=${encodeURIComponent(user.username)}`}>
              {admin.open}
              <span className="off">{admin.openOf(user.username)}</span>
            </a>,
          ],
        }))}
      />
      {pages > 1 && (
        <Pager
          label={admin.title}
          position={admin.page(page, pages)}
          previous={page > 1 ? { href: address(search, page - 1), text: admin.previous } : undefined}
          next={page < pages ? { href: address(search, page + 1), text: admin.next } : undefined}
        />
      )}
    </>
  );
  return (
    <Section label={admin.found(total)} wide={list}>
      {isUserMissing ? <Refusal title={refusals.noSuchUser} /> : summary}
      <p>{admin.lead}</p>
      <form action="/admin/users" method="get" className="form">
        <Field name="q" type="search" label={admin.search} value={search} autoComplete="off" />
        <div className="row">
          <Button>{admin.searchButton}</Button>
          {search && <a href="/admin/users">{admin.all}</a>}
        </div>
      </form>
    </Section>
  );
}
