/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit';
import { Layout } from './layout';

export function Profile({ visit, username }: { visit: Visit; username: string }) {
  const inDatabase = visit.world.users.find(username);
  return (
    <Layout visit={visit} title={visit.words.profile} at="/profile">
      <h1>{visit.words.hello(username)}</h1>
      <dl>
        <dt>E-mail</dt>
        <dd>{inDatabase?.email ?? 'none: the shop has no user of that name'}</dd>
        <dt>In your cart</dt>
        <dd>{visit.state.cart?.length ?? 0}</dd>
      </dl>
      <ul class="links">
        <li>
          <a href={visit.link('/email')}>Change the e-mail address</a>
        </li>
        <li>
          <a href={visit.link('/admin')}>For the shop’s admin</a>
        </li>
      </ul>
    </Layout>
  );
}

/** The answer to somebody whom nothing in the request names. */
export function WhoAreYou({ visit }: { visit: Visit }) {
  return (
    <Layout visit={visit} title="Who are you?">
      <h1>Who are you?</h1>
      <p>Nothing in your request says so.</p>
    </Layout>
  );
}
