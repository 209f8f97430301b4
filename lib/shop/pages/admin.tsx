/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit';
import { Layout } from './layout';

/** Sessions that count now, by whom: a name, or null for visitors who are not logged in. */
export interface LiveSession {
  user: string | null;
  idleSeconds: number;
}

interface AdminProps {
  visit: Visit;
  /** null where the server keeps no sessions and so cannot know. */
  sessions: readonly LiveSession[] | null;
}

export function Admin({ visit, sessions }: AdminProps) {
  const named = sessions?.filter((session) => session.user !== null) ?? [];
  return (
    <Layout visit={visit} title="Admin" at="/admin">
      <h1>The shop’s users</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">E-mail</th>
          </tr>
        </thead>
        <tbody>
          {visit.world.users.all().map((user) => (
            <tr>
              <th scope="row">{user.banned ? `${user.username} (banned)` : user.username}</th>
              <td>{user.role}</td>
              <td>{user.email}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Who is logged in now</h2>
      {sessions === null ? (
        <p>That cannot be known: each session lives in its own browser, and the server keeps no list.</p>
      ) : (
        <>
          <ul>
            {named.map((session) => (
              <li>{`${session.user}, last seen ${session.idleSeconds} s ago`}</li>
            ))}
          </ul>
          <p class="soft">{`Sessions of visitors who are not logged in: ${sessions.length - named.length}.`}</p>
        </>
      )}
    </Layout>
  );
}
