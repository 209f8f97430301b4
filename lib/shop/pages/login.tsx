/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit';
import { Form, Layout } from './layout';

interface LoginProps {
  visit: Visit;
  next: string;
  /** What was wrong with the last try, and the name that was typed. */
  wrong?: string;
  username?: string;
}

export function Login({ visit, next, wrong, username }: LoginProps) {
  const { words, world } = visit;
  return (
    <Layout visit={visit} title={words.logIn} at="/login">
      <h1>{words.logIn}</h1>
      {wrong === undefined ? null : (
        <p class="note" role="alert">
          {wrong}
        </p>
      )}
      <div class="buttons">
        {world.users.all().map((user) => (
          <Form visit={visit} to="/login">
            <input type="hidden" name="username" value={user.username} />
            <input type="hidden" name="password" value={user.password} />
            <input type="hidden" name="next" value={next} />
            <button type="submit">{words.logInAs(user.username)}</button>
          </Form>
        ))}
      </div>
      <h2>By name and password</h2>
      <Form visit={visit} to="/login" class="fields">
        <label>
          Name
          <input name="username" autocomplete="off" maxlength={40} value={username ?? ''} required />
        </label>
        <label>
          Password
          <input name="password" type="password" autocomplete="off" maxlength={200} required />
        </label>
        {world.policy.remember ? (
          <label class="tick">
            <input type="checkbox" name="remember" value="yes" /> Stay logged in for 30 days
          </label>
        ) : null}
        <input type="hidden" name="next" value={next} />
        <button type="submit">{words.logIn}</button>
      </Form>
      <p class="soft">Every name and password here is made up for this shop. Never type one of your own.</p>
    </Layout>
  );
}

/** What a login comes to where nothing is kept: a welcome, once. */
export function Welcome({ visit, username }: { visit: Visit; username: string }) {
  return (
    <Layout visit={visit} title="Welcome">
      <h1>{`Welcome, ${username}`}</h1>
      <p>Your password is right.</p>
      <p>
        <a href={visit.link('/profile')}>Go to your profile</a>
      </p>
    </Layout>
  );
}
