import type { ServerView } from '@/lib/bench/view';
import { Fault } from './fault';

/** The shop's users, with what an administrator could do to them. */
export function UserTable({ users }: { users: ServerView['users'] }) {
  return (
    <section className="part" aria-labelledby="bench-users">
      <h3 id="bench-users">Users of the shop</h3>
      <table className="people">
        <thead>
          <tr>
            <th scope="col">user</th>
            <th scope="col">role</th>
            <th scope="col">
              <span className="off">what can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ username, role, banned }) => {
            const otherRole = role === 'admin' ? 'user' : 'admin';
            return (
              <tr key={username}>
                <th scope="row">{username}</th>
                <td>
                  {role}
                  {banned && <b>, banned</b>}
                </td>
                <td>
                  <div className="row tight">
                    <Fault fault="change-role" fields={{ username, role: otherRole }}>
                      Make {otherRole}
                      <span className="off">: {username}</span>
                    </Fault>
                    <Fault fault={banned ? 'unban-user' : 'ban-user'} fields={{ username }}>
                      {banned ? 'Unban' : 'Ban'}
                      <span className="off"> {username}</span>
                    </Fault>
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
