import { Button } from '@/app/_ui/button';
import { StopClocks } from '@/app/_ui/clocks';
import { Denied } from '@/app/_ui/denied';
import { Facts } from '@/app/_ui/facts';
import { Actor } from '@/app/_ui/glyphs';
import { HowItWorks } from '@/app/_ui/how-it-works';
import { catalogues, messages } from '@/app/_ui/messages';
import { Moment } from '@/app/_ui/moment';
import { Notice } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import { returnedForm } from '@/app/_ui/returned-form';
import type { Search } from '@/app/_ui/search';
import { Seen } from '@/app/_ui/seen';
import { Sentence } from '@/app/_ui/sentence';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { requireUser } from '@/lib/account/guards';
import { currentPreferences } from '@/lib/account/visitor';
import { SessionsForm } from '../sessions/form';
import { DeletionForm, DisplayNameForm, PasswordForm } from './form';

export const generateMetadata = titled((m) => m.site.account);

export default async function ProfilePage({ searchParams }: { searchParams: Search }) {
  const permit = await requireUser();
  if ('denied' in permit) return <Denied denial={permit} />;
  const { user, session } = permit;
  const { site, profile, preferences: preferenceTexts, sessions, seen, actors } = await messages();
  const { theme, fontSize, language } = await currentPreferences();
  const search = await searchParams;
  const { summary } = await returnedForm();
  const done =
    'welcome' in search
      ? profile.welcome(user.displayName)
      : { 'display-name': profile.displayNameDone, password: profile.passwordDone }[String(search.done)];
  const kept = [preferenceTexts.themes[theme], preferenceTexts.fontSizes[fontSize], catalogues[language].languageName];
  return (
    <Page current="account" guarded ownLogout>
      <Sheet
        title={user.displayName}
        action={
          <form action="/logout" method="post">
            <Button main>{site.logOut}</Button>
          </form>
        }
      >
        <Section label={profile.you}>
          {summary ??
            (done && (
              <Notice kind="done">
                <p>{done}</p>
              </Notice>
            ))}
          <Facts
            items={[
              { term: profile.username, detail: user.username },
              { term: profile.memberSince, detail: <Moment at={user.createdAt} day /> },
              {
                term: profile.role,
                detail:
                  user.role === 'admin' ? (
                    <>
                      {profile.roles.admin}. <a href="/admin/users">{profile.openUsers}</a>
                    </>
                  ) : (
                    profile.roles.student
                  ),
              },
              {
                term: profile.preferences,
                detail: (
                  <>
                    {kept.join(', ')} <a href="/preferences">{profile.change}</a>
                  </>
                ),
              },
            ]}
          />
        </Section>

        <Section
          label={profile.sessions}
          title={sessions.title}
          note={<p>{sessions.note}</p>}
          wide={<SessionsForm user={user} current={session} />}
        >
          <p>{sessions.lead}</p>
        </Section>

        <Section label={profile.seen} title={seen.title} note={<p>{seen.note}</p>} wide={<Seen />}>
          <p>
            <Sentence
              text={seen.intro}
              parts={{
                cookie: <Actor name="cookie">{actors.cookie}</Actor>,
                browser: <Actor name="browser">{actors.browser}</Actor>,
                server: <Actor name="server">{actors.server}</Actor>,
                store: <Actor name="store">{actors.store}</Actor>,
              }}
            />
          </p>
          <StopClocks stop={seen.pause} resume={seen.resume} />
        </Section>

        <Section label={profile.changes} title={profile.displayNameTitle}>
          <DisplayNameForm displayName={user.displayName} />
        </Section>
        <Section title={profile.passwordTitle} note={<p>{profile.passwordNote}</p>}>
          <PasswordForm username={user.username} />
        </Section>
        <Section title={profile.deleteTitle}>
          <DeletionForm />
        </Section>
        <HowItWorks page="profile" />
      </Sheet>
    </Page>
  );
}
