import { Facts } from '@/app/_ui/facts';
import { messages } from '@/app/_ui/messages';
import { Moment } from '@/app/_ui/moment';
import { Notice } from '@/app/_ui/notice';
import { Sentence } from '@/app/_ui/sentence';
import { Section } from '@/app/_ui/sheet';
import { listSessions } from '@/lib/account/sessions';
import type { User } from '@/lib/account/users';
import { BanForm, EndSessionsForm, RoleForm, UnbanForm } from './form';

type OneUserProps = { user: User; isYourself: boolean; done: string };

/** One user, and what an administrator may change. */
export async function OneUser({ user, isYourself, done }: OneUserProps) {
  const { admin, profile } = await messages();
  const sessions = await listSessions(user.id);
  const report = admin.done[done as keyof typeof admin.done];
  return (
    <>
      <Section label={admin.columns.name}>
        {report && (
          <Notice kind="done">
            <p>{report}</p>
          </Notice>
        )}
        <Facts
          items={[
            { term: profile.username, detail: user.username },
            { term: profile.displayName, detail: user.displayName },
            { term: profile.memberSince, detail: <Moment at={user.createdAt} day /> },
            { term: profile.role, detail: profile.roles[user.role as keyof typeof profile.roles] },
            { term: admin.state, detail: <State user={user} /> },
            { term: profile.sessions, detail: admin.sessionsCount(sessions.length) },
          ]}
        />
        <p>
          <a href="/admin/users">{admin.back}</a>
        </p>
      </Section>
      {isYourself ? (
        <Section label={profile.changes}>
          <p>{admin.yourself}</p>
        </Section>
      ) : (
        <>
          <Section label={profile.changes} title={admin.role}>
            <RoleForm user={user} />
          </Section>
          <Section title={admin.ban}>{user.bannedAt ? <UnbanForm user={user} /> : <BanForm user={user} />}</Section>
          {sessions.length > 0 && (
            <Section title={admin.sessionsTitle}>
              <EndSessionsForm user={user} />
            </Section>
          )}
        </>
      )}
    </>
  );
}

async function State({ user: { bannedAt, banReason } }: { user: User }) {
  const { admin } = await messages();
  if (!bannedAt) return admin.active;
  return <Sentence text={admin.bannedSince} parts={{ since: <Moment at={bannedAt} />, reason: banReason }} />;
}
