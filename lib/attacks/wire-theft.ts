import { canonicalShopAddress } from '@/lib/http/origins';
import { cookieName, isInUrl, type SessionPolicy } from '@/lib/shop/policy';
import { attribute, parseCookieHeader, parseSetCookie } from '@/lib/wire/set-cookie';
import type { Attack, Control, Way } from './attack';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { refusalOf, sentences } from './reasons';
import { type Copied, Tap } from './tap/tap';
import { type Tapped, tapped, turnsIn } from './tap/tapped';

/** One of the ways, and what the tap read. */
export interface Tried extends Way {
  tapped: Tapped[];
}

/**
 * Browsers take loopback for as safe as HTTPS, and Secure would show nothing there. Ada’s browser here is a client that
 * holds to RFC 6265bis to the letter, as every browser does on any other network.
 */
export const TO_THE_LETTER = { strict: true } as const;

const STRICT =
  'Her browser here holds to the letter of RFC 6265bis; real ones exempt this machine’s own addresses, and no others.';

export const wireTheft: Attack = {
  name: 'wire-theft',
  title: 'Listen on the wire',
  tries:
    'Mallory listens on the network between ada’s browser and the server, and goes on with the session that she reads.',
  needed: 'A place in between: the same open Wi-Fi, a router, a cable.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none'
      ? 'With "none" there is no session to steal; without HTTPS the password crosses in clear all the same.'
      : null,

  async run(lab) {
    const throughout = await overHttp(lab);
    const once = await onceOverHttp(lab);
    return {
      succeeded: once.succeeded,
      why: once.why,
      ways: [throughout, once].map(({ way, succeeded, why }) => ({ way, succeeded, why })),
      tapped: [...throughout.tapped, ...once.tapped],
    };
  },

  control: overHttps,

  stoppedBy: (policy) => [
    isInUrl(policy)
      ? {
          change: { carrier: 'cookie', cookie: { secure: true } },
          because: 'An address is sent to whoever it names; a cookie with Secure stays at home without HTTPS.',
        }
      : { change: { cookie: { secure: true } }, because: 'The browser keeps the cookie from plain HTTP.' },
  ],

  notStoppedBy: (policy) => [
    { change: { cookie: { httpOnly: true } }, because: 'HttpOnly binds scripts, and the wire is none.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'It is ada’s own request, from no other site.' },
    // Where Secure is on and the id in the URL, either brings a cookie, which Secure keeps at home.
    ...(policy.cookie.secure
      ? []
      : [
          { change: { mechanism: 'signed' as const }, because: 'A signature is copied with what it signs.' },
          {
            change: { mechanism: 'encrypted' as const },
            because: 'A sealed cookie is used whole; nobody has to open it.',
          },
        ]),
    ...(isInUrl(policy)
      ? [{ change: { cookie: { secure: true } }, because: 'The id travels in the address, and Secure is a cookie’s.' }]
      : []),
  ],
};

/** Everything in clear: whatever the switches say, nothing is left to protect. */
export async function overHttp(lab: Lab): Promise<Tried> {
  const tap = await Tap.onHttp();
  try {
    const ada = lab.person('ada', { ...TO_THE_LETTER, ...tap.http });
    // With Secure the cookie does not come back, and a login may not lead in; the password has crossed by then.
    await ada.submit('/login', '/login', { username: 'ada', password: lab.password('ada') });
    await ada.get('/');
    const text = read(tap.copy);
    const password = passwordIn(text);
    const ticket = sentTicket(text, lab.policy) ?? setTicket(text, lab.policy);
    const asAda = ticket !== null && (await isAdaWith(lab, ticket));
    const mallory = lab.mallory();
    const byPassword = await mallory.submit('/login', '/login', { username: 'ada', password: password ?? '' });
    const succeeded = asAda || byPassword.status === 303;
    return {
      way: 'everything over HTTP',
      succeeded,
      why: sentences(
        password === null ? 'She read no password.' : `She read ada’s password, “${password}”.`,
        byPassword.status === 303 ? 'The shop let her log in with it.' : `The login answered her ${byPassword.status}.`,
        ticket === null ? 'No session crossed.' : 'She read the session as well.',
        asAda ? 'With that alone the shop took her for ada.' : '',
      ),
      tapped: [tapped('Login and first page over HTTP', tap.copy, [password ?? '', ticket ?? ''])],
    };
  } finally {
    await tap.close();
  }
}

/** A careful login, and then one request without TLS: an old bookmark, a link that begins with `http://`. */
export async function onceOverHttp(lab: Lab): Promise<Tried> {
  const [secure, plain] = await Promise.all([Tap.onHttps(), Tap.onHttp()]);
  try {
    const ada = lab.person('ada', { ...TO_THE_LETTER, ...(await secure.https(hostOf(lab))) });
    await ada.logIn();
    const sameAda = lab.person('ada', { ...TO_THE_LETTER, ...plain.http, sameBrowserAs: ada });
    await sameAda.get('/');
    const ticket = sentTicket(read(plain.copy), lab.policy);
    const succeeded = ticket !== null && (await isAdaWith(lab, ticket));
    return {
      way: 'login over HTTPS, then one request over HTTP',
      succeeded,
      why: sentences(
        'Ada logged in over HTTPS, and one old link then led her to plain HTTP.',
        ticket === null
          ? 'Her browser sent no session along.'
          : `Her browser sent ${carried(lab.policy)} along in clear.`,
        succeeded ? 'With what the tap read the shop took Mallory for ada.' : '',
        ticket !== null && !succeeded ? 'The shop took Mallory for nobody with it.' : '',
        isInUrl(lab.policy) ? '' : STRICT,
      ),
      tapped: [
        tapped('Login over HTTPS', secure.copy, [lab.password('ada'), ticket ?? '', hostOf(lab)]),
        tapped('One request over HTTP', plain.copy, [ticket ?? '']),
      ],
    };
  } finally {
    await Promise.all([secure.close(), plain.close()]);
  }
}

export async function overHttps(lab: Lab): Promise<Control> {
  const tap = await Tap.onHttps();
  try {
    const ada = lab.person('ada', { ...TO_THE_LETTER, ...(await tap.https(hostOf(lab))) });
    await ada.logIn();
    await ada.get('/');
    const ticket = await ada.ticket();
    const secrets = [lab.password('ada'), ticket ?? ''];
    const shown = tapped('Login and first page over HTTPS', tap.copy, [...secrets, hostOf(lab)]);
    const isRead = shown.found.some((text) => secrets.includes(text));
    // She has nothing to go on with, and makes something up.
    const mallory = lab.mallory();
    await mallory.use(isRead && ticket !== null ? ticket : await lab.inventedTicket());
    const answer = await mallory.get('/profile');
    return {
      what: 'The same login and page, all of it over HTTPS.',
      succeeded: isRead || answer.status === 200,
      why: sentences(
        `The tap copied ${shown.bytes} bytes of TLS.`,
        isRead ? 'The password or the session stands in them.' : 'Neither the password nor the session stands in them.',
        `With an invented session the profile answered Mallory ${answer.status}.`,
        refusalOf(answer),
      ),
      tapped: [shown],
    };
  } finally {
    await tap.close();
  }
}

async function isAdaWith(lab: Lab, ticket: Ticket): Promise<boolean> {
  const mallory = lab.mallory();
  await mallory.use(ticket);
  return (await mallory.whoAmI()) === 'ada';
}

export const hostOf = ({ bench }: Lab) => new URL(canonicalShopAddress(bench.id).origin).hostname;

const carried = (policy: SessionPolicy) =>
  isInUrl(policy) ? 'the id in the address' : `the cookie ${cookieName(policy)}`;

type Read = Record<Copied['from'], string>;

/** What both sides sent, as text; a request begins on a line of its own, though nothing ends the body before it. */
function read(copy: readonly Copied[]): Read {
  const turns = turnsIn(copy);
  const of = (side: Copied['from']) =>
    turns
      .filter(({ from }) => from === side)
      .map(({ bytes }) => bytes.toString('latin1'))
      .join('\n');
  return { browser: of('browser'), server: of('server') };
}

function passwordIn({ browser }: Read): string | null {
  const [, text] = /[\n&]password=([^&\s]*)/.exec(browser) ?? [];
  return text === undefined ? null : (new URLSearchParams(`password=${text}`).get('password') ?? null);
}

/** The session that the browser sent last. */
function sentTicket({ browser }: Read, policy: SessionPolicy): Ticket | null {
  const name = cookieName(policy);
  if (isInUrl(policy)) {
    const targets = [...browser.matchAll(/^(?:GET|POST) (\S+) HTTP/gm)].map(([, target = '']) => target);
    const ids = targets.map((target) => new URL(target, 'http://shop').searchParams.get(name));
    return ids.findLast((id) => id !== null) ?? null;
  }
  const pairs = [...browser.matchAll(/^Cookie: (.*)$/gm)].flatMap(([, header = '']) => parseCookieHeader(header));
  return pairs.findLast(([other]) => other === name)?.[1] ?? null;
}

/** The session that the server set last: whoever taps need not wait for it to come back. */
function setTicket({ server }: Read, policy: SessionPolicy): Ticket | null {
  const set = [...server.matchAll(/^Set-Cookie: (.*)$/gm)].map(([, line = '']) => parseSetCookie(line));
  const kept = set.filter((cookie) => cookie.name === cookieName(policy) && attribute(cookie, 'Max-Age') !== '0');
  return kept.at(-1)?.value ?? null;
}
