import { type Answer, request, type Visitor } from './http.ts';

/** The account's cookies as a test holds, copies and bends them. */

export const SESSION_COOKIE = '__Host-Http-session';
export const DEVICE_COOKIE = '__Host-Http-device';

/** The value of the session cookie in a visitor's jar. */
export async function sessionValue(client: Visitor): Promise<string> {
  const value = await client.cookie(SESSION_COOKIE);
  if (value === undefined) throw new Error('There is no session cookie in the jar.');
  return value;
}

/** Asks for /profile, which needs login, with this very Cookie header. */
export function profileWith(server: { port: number }, cookieHeader: string): Promise<Answer> {
  return request(server, { path: '/profile', headers: { Cookie: cookieHeader } });
}

/** Whether a copy of the session cookie opens /profile. Anything but the page or the way to the login is an error. */
export async function opens(server: { port: number }, value: string): Promise<boolean> {
  const answer = await profileWith(server, `${SESSION_COOKIE}=${value}`);
  if (answer.status === 200) return true;
  if (isSentToLogin(answer)) return false;
  throw new Error(`/profile answers ${answer.status}: ${answer.body.slice(0, 300)}`);
}

export function isSentToLogin(answer: Answer): boolean {
  const location = answer.headers.get('location') ?? '';
  return answer.status >= 300 && answer.status < 400 && new URL(location, 'http://here').pathname === '/login';
}

/** The Set-Cookie lines for one name. */
export function setCookiesNamed(answer: Answer, name: string): string[] {
  return answer.setCookies.filter((line) => line.startsWith(`${name}=`));
}

/** A Set-Cookie line as its value and its attributes, in order and in lower case. */
export function takeApart(line: string): { name: string; value: string; attributes: string[] } {
  const [pair = '', ...attributes] = line.split(/;\s*/);
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  return { name, value, attributes: attributes.map((attribute) => attribute.toLowerCase()) };
}

/** The text with one character, that at `index`, replaced by another of base64url. */
export function flipped(text: string, index: number): string {
  const other = text[index] === 'A' ? 'B' : 'A';
  return text.slice(0, index) + other + text.slice(index + 1);
}
