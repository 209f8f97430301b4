import type { BenchView } from '@/lib/bench/view';

/** What an action has come to, in words beside its button: most of it shows at the next request. */
export function whatHappened(fields: Record<string, string>, { policy, server }: BenchView): string | null {
  if (fields.do === 'clock') return fields.advanceSeconds ? 'The clock has moved on. The browser’s has not.' : null;
  if (fields.do === 'mallory') return whatMalloryDid(fields, server);
  if (fields.do !== 'fault') return null;
  const isServer = policy.mechanism === 'server';
  switch (fields.fault) {
    case 'restart':
      if (!isServer)
        return 'Restarted. The server kept nothing, so it lost nothing: the cookie and the secret are as before.';
      return policy.store === 'memory'
        ? 'Restarted. Its memory is empty: whoever was logged in is not known at the next request.'
        : `Restarted. The sessions are not in its memory but in the store "${policy.store}": they are still there.`;
    case 'rotate-secret':
      return fields.keepOld
        ? 'A new secret. The old one still opens the cookies that it made.'
        : 'A new secret. Every cookie made with the old one is refused from now on.';
    case 'delete-session':
      return 'The row is gone. Its id leads nowhere at the next request.';
    case 'second-server':
      if (server.servers === 1) return 'One server again.';
      return isServer && policy.store === 'memory'
        ? 'Two servers, each with a memory of its own. Requests alternate between them.'
        : 'Two servers that share what they need. Requests alternate between them.';
    case 'ban-user':
    case 'unban-user':
    case 'change-role':
      return policy.roleFrom === 'database'
        ? 'Changed in the database, which is asked at every request.'
        : 'Changed in the database. The session does not know it until the next login.';
    case 'sweep':
      return 'Swept: rows that were over are gone. They were refused before already.';
    default:
      return null;
  }
}

/** What she sends is told by the wire; this is what she does to her own jar. */
function whatMalloryDid({ act }: Record<string, string>, { mallory }: BenchView['server']): string | null {
  if (act === 'empty') return 'Her jar is empty.';
  if (act !== 'take') return null;
  return mallory.carriesId ? 'She goes on with this id.' : `She holds this ${mallory.sessionCookie} now.`;
}
