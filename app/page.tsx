import type { CookieReading } from '@/lib/account/session';
import { currentCookie, currentVisitor, type Visitor } from '@/lib/account/visitor';
import { StopClocks } from './_ui/clocks';
import { Facts } from './_ui/facts';
import { HowItWorks } from './_ui/how-it-works';
import { messages } from './_ui/messages';
import { Page } from './_ui/page';
import { Seen } from './_ui/seen';
import { Section, Sheet } from './_ui/sheet';
import { titled } from './_ui/titled';

export const generateMetadata = titled((m) => m.site.home);

/** Which of the home page's sentences fits: by the cookie where there is nobody, by the visitor where there is. */
function situation(reading: CookieReading, visitor: Visitor) {
  if (reading.cookie !== 'opened') return reading.cookie;
  if (visitor.state !== 'anonymous') return visitor.state;
  return visitor.ended ? 'ended' : 'preferences';
}

export default async function HomePage() {
  const { home, seen } = await messages();
  const visitor = await currentVisitor();
  const now = situation(await currentCookie(), visitor);
  const title = {
    none: home.title.anonymous,
    twice: home.title.anonymous,
    refused: home.title.anonymous,
    ended: home.title.anonymous,
    preferences: home.title.preferences,
    unknown: home.title.unknown,
    user: home.title.user(visitor.user?.displayName ?? ''),
    banned: home.title.banned(visitor.state === 'banned' ? visitor.name : ''),
  }[now];
  const { places } = home;
  const ways = {
    user: {
      '/learn': places.learn,
      '/bench': places.bench,
      '/grid': places.grid,
      '/profile': places.profile,
      '/sessions': places.sessions,
      '/preferences': places.preferences,
    },
    anonymous: {
      '/learn': places.learn,
      '/bench': places.bench,
      '/grid': places.grid,
      '/register': places.register,
      '/login': places.login,
      '/preferences': places.preferences,
    },
    banned: {
      '/learn': places.learn,
      '/bench': places.bench,
      '/grid': places.grid,
      '/preferences': places.preferences,
    },
    unknown: {
      '/learn': places.learn,
      '/bench': places.bench,
      '/grid': places.grid,
      '/preferences': places.preferences,
    },
  }[visitor.state];
  return (
    <Page current="home" guarded={visitor.user !== null}>
      <Sheet title={title}>
        <Section>
          <p className="lead">{home.lead[now]}</p>
        </Section>
        <Section label={home.how} wide={<Seen />}>
          <p>{home.tryIt[now === 'refused' ? now : visitor.state]}</p>
          {visitor.user && <StopClocks stop={seen.pause} resume={seen.resume} />}
        </Section>
        <Section label={home.next}>
          <Facts items={Object.entries(ways).map(([href, { name, does }]) => ({ href, term: name, detail: does }))} />
        </Section>
        <HowItWorks page="home" />
      </Sheet>
    </Page>
  );
}
