import { z } from 'zod';
import { send } from '@/lib/bench/send';
import { readBody, refusal, Turned } from '@/lib/bench/turned';
import { type Arrival, arrive } from '@/lib/http/arrival';
import { CHECK, malloryRequested, type Place } from '@/lib/http/origins';
import { type Check, findCheck, tell } from './checks';
import { cookiesIn, cookiesSetAt, isCheckCookie } from './cookies';
import { checkHeaders, framedPage, walkPage } from './page';
import type { Station } from './seen';
import { methodOf, type Part, stationAt } from './walk';

/**
 * Where the requests of a check come in: each is noted with those of its cookies that are the check's, and nothing else
 * of it. They are answered before Next, like the shops, on hosts and paths that are nobody else's.
 */
export function answerCheck(arrival: Arrival): Promise<void> {
  return arrive(arrival, () => answer(arrival));
}

async function answer(arrival: Arrival): Promise<void> {
  const { request, response } = arrival;
  try {
    const body = await readBody(request);
    const { check, path, part } = found(arrival);
    const answered =
      path === 'told' && part === 'shop' ? hear(arrival, check, body) : visit(arrival, check, stationAt(path, part));
    await send(answered, response);
  } catch (error) {
    // Whoever hung up in the middle of a body gets no answer.
    if (request.destroyed && !request.complete) return;
    await send(refusal(error, arrival, checkHeaders()), response);
  }
}

/** @throws {Turned} 404 */
function found({ place, request }: Arrival): { check: Check; path: string; part: Part } {
  const [target = ''] = (request.url ?? '').split('?', 1);
  const { part, prefix } = cornerOf(place, target);
  const below = target.startsWith(`${prefix}/`) ? target.slice(prefix.length + 1) : '';
  const [, key = '', path = ''] = /^([0-9a-f]{24})\/([a-z/-]{1,30})$/.exec(below) ?? [];
  const check = findCheck(key);
  // Whether an own host is reached is asked from wherever the page is; all else belongs to where the check began.
  const isItsOwn = check && (path.startsWith('reach-') || originOf(check.places[part]) === place?.origin);
  if (!isItsOwn) throw new Turned(404, 'There is nothing at this address, or the check is over.');
  return { check, path, part };
}

const originOf = (address: string | null) => address && new URL(address).origin;

/** Which of a check's places was asked for, and what its paths begin with there. */
function cornerOf(place: Place | null, target: string): { part: Part; prefix: string } {
  if (place?.bench === CHECK) return { part: place.part === 'mallory' ? 'subHost' : 'shop', prefix: '' };
  if (!malloryRequested(place, target)) return { part: 'shop', prefix: `/shop/${CHECK}` };
  return { part: 'mallory', prefix: place?.part === 'mallory' ? `/${CHECK}` : `/mallory/${CHECK}` };
}

function visit({ request }: Arrival, check: Check, station: Station | null): Response {
  if (!station) throw new Turned(404, 'There is nothing at this address.');
  const wanted = methodOf(station);
  if (request.method !== wanted) throw new Turned(405, `This is asked for by ${wanted}.`, { Allow: wanted });
  const cookies = cookiesIn(request.headers.cookie ?? '', check);
  note(check, station, cookies, request.headers['sec-fetch-site']);
  if (station === 'end' && check.seen.told.popup !== 'opened') {
    return new Response(null, { status: 303, headers: { ...checkHeaders(), Location: resultsOf(check) } });
  }
  const isFrame = station === 'frame' || station === 'mallory-frame';
  const page = isFrame ? { text: framedPage(cookies), headers: checkHeaders() } : walkPage(station, check);
  const headers = new Headers({ ...page.headers, 'Content-Type': 'text/html; charset=utf-8' });
  for (const line of cookiesSetAt(station, check)) headers.append('Set-Cookie', line);
  return new Response(page.text, { headers });
}

const resultsOf = ({ key, seen }: Check) => `${seen.origin}/check?key=${key}`;

function note({ seen: { stations } }: Check, station: Station, cookies: string[], from: string | string[] | undefined) {
  const before = stations[station];
  if (before) before.times += 1;
  else stations[station] = { cookies, from: [from].flat()[0] ?? null, times: 1 };
}

const toldSchema = z.strictObject({
  visible: z.array(z.string().refine(isCheckCookie)).max(30),
  days: z.number().int().min(0).max(10_000).nullable(),
});

/** What the first page's script tells. Another origin's script cannot send JSON here: there is no CORS. */
function hear({ request }: Arrival, check: Check, body: string): Response {
  if (request.method !== 'POST') throw new Turned(405, 'This is told by POST.', { Allow: 'POST' });
  if (request.headers['content-type'] !== 'application/json')
    throw new Turned(415, 'This is told as application/json.');
  const told = toldSchema.safeParse(parsed(body));
  if (!told.success) throw new Turned(400, 'This is not what a check tells.');
  tell(check, told.data);
  return new Response('Noted.\n', { headers: { ...checkHeaders(), 'Content-Type': 'text/plain; charset=utf-8' } });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
