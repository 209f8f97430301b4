/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { TOKEN_FIELD } from '../csrf';
import type { Visit } from '../visit';

interface LayoutProps {
  visit: Visit;
  title: string;
  /** The path that the page is at, to mark it among the links. */
  at?: string;
  children: Child;
}

/** The frame of every page: the visitor's preferences, who is logged in, where one can go. */
export function Layout({ visit, title, at, children }: LayoutProps) {
  const { state, words, user } = visit;
  const inCart = state.cart?.length ?? 0;
  return (
    <html
      lang={state.language ?? 'en'}
      data-theme={state.theme ?? 'light'}
      data-font-size={state.font_size ?? 'medium'}
      data-background={state.background ?? 'cream'}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}: Two Leaves`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${visit.world.base}/_style.css`} />
      </head>
      <body>
        <header>
          <div class="top">
            <a class="name" href={visit.link('/')}>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M5 11h12v4.500a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM17 12.500h1.500a2.3 2.3 0 0 1 0 4.600H16.500M8.5 8c-1-1.3 1-2 0-3.500M12.5 8c-1-1.3 1-2 0-3.5" />
              </svg>
              Two Leaves
            </a>
            <nav aria-label="Shop">
              <PageLink visit={visit} at={at} path="/">
                {words.home}
              </PageLink>
              <PageLink visit={visit} at={at} path="/cart">
                {inCart > 0 ? `${words.cart} (${inCart})` : words.cart}
              </PageLink>
              <PageLink visit={visit} at={at} path="/guestbook">
                {words.guestbook}
              </PageLink>
              <PageLink visit={visit} at={at} path="/preferences">
                {words.preferences}
              </PageLink>
              <PageLink visit={visit} at={at} path="/profile">
                {words.profile}
              </PageLink>
            </nav>
          </div>
          <div class="who">
            <span>{user === null ? words.notLoggedIn : words.loggedInAs(nameAndRole(visit, user))}</span>
            {user === null ? (
              <PageLink visit={visit} at={at} path="/login">
                {words.logIn}
              </PageLink>
            ) : (
              <Form visit={visit} to="/logout">
                <button type="submit" class="plain">
                  {words.logOut}
                </button>
              </Form>
            )}
          </div>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** By the role that the policy goes by, so that a visitor who has become admin sees it on every page. */
function nameAndRole({ world, state }: Visit, user: string): string {
  const { role } = (world.policy.roleFrom === 'session' ? state : world.users.find(user)) ?? {};
  return role === 'admin' ? `${user}, ${role}` : user;
}

function PageLink({ visit, at, path, children }: { visit: Visit; at?: string; path: string; children: Child }) {
  return (
    <a href={visit.link(path)} aria-current={at === path ? 'page' : undefined}>
      {children}
    </a>
  );
}

interface FormProps {
  visit: Visit;
  to: string;
  class?: string;
  children: Child;
}

/** A form that is sent by POST and carries the token, where there is one. */
export function Form({ visit, to, class: name, children }: FormProps) {
  const token = visit.state.csrf_token;
  return (
    <form method="post" action={visit.link(to)} class={name} autocomplete="off">
      {token && visit.world.policy.csrf === 'token' ? <input type="hidden" name={TOKEN_FIELD} value={token} /> : null}
      {children}
    </form>
  );
}

/** A tea tin, drawn. */
export function Tin() {
  return (
    <svg viewBox="0 0 16 19" aria-hidden="true">
      <rect x="1.5" y="4.5" width="13" height="13.5" rx="1.5" />
      <path d="M3 4.500V2h10v2.500M1.5 9h13M1.5 14h13" />
    </svg>
  );
}
