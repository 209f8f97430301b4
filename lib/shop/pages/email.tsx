/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit';
import { Form, Layout } from './layout';

export function Email({ visit, username }: { visit: Visit; username: string }) {
  return (
    <Layout visit={visit} title="E-mail" at="/email">
      <h1>Your e-mail address</h1>
      <p>{`It is ${visit.world.users.find(username)?.email ?? 'not known'}.`}</p>
      <Form visit={visit} to="/email" class="fields">
        <label>
          The new one
          <input name="email" type="email" maxlength={200} required autocomplete="off" />
        </label>
        <button type="submit">Change it</button>
      </Form>
    </Layout>
  );
}
