import { type GuestbookMarkup, guestbookMarkup } from '@/lib/shop/guestbook-markup';
import { cookieName, isInUrl, type SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { cookieIn } from '@/lib/wire/set-cookie';
import type { Attack, Way } from './attack';
import { isChanged } from './csrf';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { refusalOf, sentences } from './reasons';
import { isRequest, windowOf } from './victim-window';

const TEXT = 'Such lovely tea!';
/** So long nothing may come before it counts as nothing. */
const SILENT_SECONDS = 2;

export const scriptTheft: Attack = {
  name: 'script-theft',
  title: 'Theft by script: an entry of the guestbook sends the cookie away',
  tries: 'Mallory gets a script into the guestbook. It runs in the browser of whoever reads that, as the shop’s own.',
  needed: 'One place of the shop where what a visitor writes is not escaped.',
  by: 'browser',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" the browser holds no session that a script could send away.' : null,

  async run(lab) {
    await windowOf(lab).logIn('ada');
    await lab.mallory().writeIntoGuestbook({ text: TEXT, markup: 'send-cookie' });
    const stolen = await stealCookie(lab);
    await lab.mallory().writeIntoGuestbook({ text: TEXT, markup: 'change-email' });
    const acted = await actAsAda(lab);
    return { succeeded: stolen.succeeded, why: stolen.why, ways: [stolen, acted] };
  },

  async control(lab) {
    await windowOf(lab).emptyJar();
    await windowOf(lab).logIn('ada');
    const wrote: GuestbookMarkup = 'send-cookie';
    await lab.mallory().writeIntoGuestbook({ text: `${TEXT} <script>${guestbookMarkup[wrote]}</script>` });
    const { succeeded, why } = await stealCookie(lab, SILENT_SECONDS);
    return { what: 'The same script in an entry that the shop escapes, so that it is shown as text.', succeeded, why };
  },

  stoppedBy: (policy) =>
    isInUrl(policy)
      ? []
      : [{ change: { cookie: { httpOnly: true } }, because: 'A script is not shown a cookie that is HttpOnly.' }],

  notStoppedBy: (policy) => [
    ...(isInUrl(policy)
      ? [{ change: { cookie: { httpOnly: true } }, because: 'The id stands in the address, which any script reads.' }]
      : []),
    { change: { cookie: { secure: true } }, because: 'The script runs in a page that may have the cookie.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'The script runs in the shop’s own page, on its own site.' },
    ...(isInUrl(policy)
      ? []
      : [
          {
            change: { mechanism: 'encrypted' } as const,
            because: 'She need not read what she can send back as it is.',
          },
        ]),
    { change: { csrf: 'token' }, because: 'She takes the whole session, and whatever token belongs to it.' },
  ],
};

/** ada reads the guestbook; then Mallory tries what has come to her site. */
async function stealCookie(lab: Lab, seconds?: number): Promise<Way> {
  const way = 'Sending the cookie away';
  const arrived = await windowOf(lab).visit('/guestbook', isRequest('GET', '/stolen', 'mallory'), seconds);
  if (!arrived) return { way, succeeded: false, why: 'Nothing came to Mallory’s site: no script ran.' };
  const ticket = ticketIn(arrived, lab.policy);
  if (ticket === null) {
    return {
      way,
      succeeded: false,
      why: 'The script ran and sent what it was shown: the session cookie was not in it.',
    };
  }
  // From now on nothing but the session makes a difference: her browser says the same of itself as ada's.
  const mallory = lab.mallory({ userAgent: headerOf(arrived.request.headers, 'user-agent') ?? '' });
  await mallory.use(ticket);
  const { who, refusal } = await mallory.openProfile();
  const succeeded = who === 'ada';
  const came = 'The session came to Mallory’s site in the address of a picture.';
  const got = succeeded ? 'With it her own client is ada.' : 'With it her own client is nobody.';
  return { way, succeeded, why: sentences(came, got, refusal) };
}

function ticketIn({ request }: Exchange, policy: SessionPolicy): Ticket | null {
  const sent = new URL(request.target, 'http://mallory.invalid').searchParams;
  const name = cookieName(policy);
  if (isInUrl(policy)) return new URLSearchParams(sent.get('query') ?? '').get(name);
  return cookieIn(sent.get('cookie') ?? '', name);
}

/** The second script reads no cookie at all. */
async function actAsAda(lab: Lab): Promise<Way> {
  const way = 'Acting as ada while the page is open';
  const exchange = await windowOf(lab).visit('/guestbook', isRequest('POST', '/email'));
  if (!exchange) return { way, succeeded: false, why: 'The script sent nothing.' };
  const succeeded = isChanged(exchange);
  return {
    way,
    succeeded,
    why: succeeded
      ? 'The script filled in the shop’s own form, and the e-mail address is Mallory’s now: HttpOnly hides the cookie, not the power.'
      : sentences(`The shop answered ${exchange.response.status}.`, refusalOf({ exchange })),
  };
}
