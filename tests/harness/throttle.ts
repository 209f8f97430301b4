import { query } from './database.ts';
import { type Answer, type VisitOptions, visitor } from './http.ts';

/** The counters of failed logins, driven and set by a test. */

interface Site {
  port: number;
  origin: string;
  databaseFile: string;
}

/** One try in a browser that was never there before. */
export function tryLogin(
  server: Site,
  username: string,
  password: string,
  options: VisitOptions = {},
): Promise<Answer> {
  return visitor(server).post('/login', { username, password, next: '' }, options);
}

function setCounter(server: Site, key: string, points: number): void {
  const expire = new Date(Date.now() + 600_000).toISOString().replace('Z', '+00:00');
  const conflict = 'ON CONFLICT (key) DO UPDATE SET points = excluded.points';
  query(server, `INSERT INTO "RateLimit" (key, points, expire) VALUES (?, ?, ?) ${conflict}`, key, points, expire);
}

/** As if so many tries from there had failed. */
export function setAddressFailures(server: Site, address: string, points: number): void {
  setCounter(server, `address:${address}`, points);
}

/** As if strangers had guessed at the name two hundred times, the last time just now: the longest wait begins. */
export async function slowDown(server: Site, username: string): Promise<void> {
  setCounter(server, `failures:account:${username}`, 200);
  const { status } = await tryLogin(server, username, 'the two hundred and first');
  if (status !== 401) throw new Error(`The first try after the wait gives ${status}.`);
}

export const retryAfter = (answer: Answer) => Number(answer.headers.get('retry-after'));
