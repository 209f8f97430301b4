import { HowItWorks } from '@/app/_ui/how-it-works';
import { type Messages, messages } from '@/app/_ui/messages';
import { Notice } from '@/app/_ui/notice';
import { Page } from '@/app/_ui/page';
import { first, type Search } from '@/app/_ui/search';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { currentCookie, currentVisitor, type Visitor } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';
import { mayLogInAt } from '../may-log-in-at';
import { OverHttp } from '../over-http';
import { LoginForm } from './form';

export const generateMetadata = titled((m) => m.login.title);

/** Why the visitor is here, when it is not of their own accord. */
function reasonToBeHere(
  { after, next }: Record<string, string | string[] | undefined>,
  visitor: Visitor,
  isCookieRefused: boolean,
  { login }: Messages,
): string | null {
  if (visitor.state === 'user') return login.signedIn(visitor.user.username);
  if (after === 'logout') return login.loggedOut;
  if (after === 'everywhere') return login.everywhere;
  if (after === 'deletion') return login.deleted;
  if (visitor.state === 'anonymous' && visitor.ended) return login.ended;
  if (isCookieRefused) return login.cookieRefused;
  return next ? login.needed : null;
}

export default async function LoginPage({ searchParams }: { searchParams: Search }) {
  const catalogue = await messages();
  const { login } = catalogue;
  const search = await searchParams;
  const next = first(search.next);
  const { cookie } = await currentCookie();
  const reason = arrival().refusal
    ? null
    : reasonToBeHere(search, await currentVisitor(), cookie === 'refused', catalogue);
  return (
    <Page current="login">
      <Sheet title={login.title}>
        <Section note={<p>{login.sideNote}</p>}>
          {reason && (
            <Notice kind={search.after ? 'done' : 'note'}>
              <p>{reason}</p>
            </Notice>
          )}
          {mayLogInAt(arrival().place) ? <LoginForm next={next} /> : <OverHttp />}
          <p>
            {login.noAccount}{' '}
            <a href={next ? `/register?next=${encodeURIComponent(next)}` : '/register'}>{login.noAccountLink}</a>
          </p>
        </Section>
        <HowItWorks page="login" />
      </Sheet>
    </Page>
  );
}
