import type { ReactNode } from 'react';
import { currentVisitor } from '@/lib/account/visitor';
import { Button } from './button';
import { Sprite } from './glyphs';
import { messages } from './messages';
import { SessionWatch } from './session-watch';

type MastheadLink = 'home' | 'learn' | 'bench' | 'account' | 'preferences' | 'users' | 'login' | 'register';

type PageProps = {
  /** Which of the masthead's links leads here. */
  current?: MastheadLink;
  /** Shows what only a logged-in user may see: another tab's logout takes it away. */
  guarded?: boolean;
  /** The page has a log-out button of its own. */
  ownLogout?: boolean;
  /** The language of the main part, where it is not the visitor's. */
  lang?: string;
  children: ReactNode;
};

/** The furniture around every page: masthead, main part, colophon. */
export async function Page({ current, guarded = false, ownLogout = false, lang, children }: PageProps) {
  const { site } = await messages();
  const visitor = await currentVisitor();
  const link = (place: MastheadLink, href: string, text: string) => (
    <a href={href} aria-current={place === current ? 'page' : undefined}>
      {text}
    </a>
  );
  const canLogOut = (visitor.state === 'user' && !ownLogout) || visitor.state === 'banned';
  return (
    <>
      <Sprite />
      <a className="skip" href="#main">
        {site.skip}
      </a>
      <header className="site masthead">
        <div className="site-in">
          <a className="wordmark" href="/">
            <svg viewBox="0 0 48 18" aria-hidden="true">
              <path d="M1 0v18M47 0v18M1 5h44M41 2l5 3-5 3M47 13H3M7 10l-5 3 5 3" />
            </svg>
            {site.name}
          </a>
          <nav className="nav" aria-label={site.navigation}>
            {link('learn', '/learn', site.learn)}
            {link('bench', '/bench', site.bench)}
            {visitor.state === 'user' && visitor.user.role === 'admin' && link('users', '/admin/users', site.users)}
            {link('preferences', '/preferences', site.preferences)}
            {visitor.state === 'user' && link('account', '/profile', site.account)}
            {visitor.state === 'anonymous' && link('login', '/login', site.logIn)}
            {visitor.state === 'anonymous' && link('register', '/register', site.register)}
          </nav>
          {canLogOut && (
            <form action="/logout" method="post">
              <Button bare>{site.logOut}</Button>
            </form>
          )}
        </div>
      </header>
      <main id="main" className="site" lang={lang}>
        {children}
      </main>
      <footer className="site colophon">
        <div className="site-in">
          <p>{site.about}</p>
          <a href="/check">{site.check}</a>
          <a href="/style">{site.style}</a>
        </div>
      </footer>
      <SessionWatch
        session={visitor.session?.id ?? ''}
        guarded={guarded}
        texts={{ changed: site.changedElsewhere, again: site.readAgain }}
      />
    </>
  );
}
