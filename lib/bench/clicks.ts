import type { Bench } from './bench';
import { cause } from './faults';

/** One click of a visitor, or one thing that befalls the server, done by the bench's scripted client. */
export const CLICKS = [
  'home',
  'log-in',
  'profile',
  'add-tea',
  'log-out',
  'restart',
  'one-hour',
  'ban-ada',
  'unban-ada',
] as const;

export type Click = (typeof CLICKS)[number];

const HOUR_SECONDS = 60 * 60;
const TEA = 'sencha-50';

/** Does it for real: clicks are HTTP requests to the shop, faults happen to its server. */
export async function click(bench: Bench, what: Click): Promise<void> {
  const { scripted } = bench;
  switch (what) {
    case 'home':
      await scripted.get('/');
      return;
    case 'profile':
      await scripted.get('/profile');
      return;
    case 'log-in':
      await scripted.submit('/login', '/login', { username: 'ada', password: bench.users.find('ada')?.password ?? '' });
      return;
    case 'add-tea':
      await scripted.submit('/', '/cart', { item: TEA });
      return;
    case 'log-out':
      await scripted.submit('/', '/logout', {});
      return;
    case 'restart':
      return cause(bench, { fault: 'restart' });
    case 'one-hour':
      return bench.setClock({ advanceSeconds: HOUR_SECONDS });
    case 'ban-ada':
      return cause(bench, { fault: 'ban-user', username: 'ada' });
    case 'unban-ada':
      return cause(bench, { fault: 'unban-user', username: 'ada' });
  }
}
