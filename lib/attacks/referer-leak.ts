import { idParameter, type SessionPolicy } from '@/lib/shop/policy';
import { headerOf } from '@/lib/wire/header-of';
import type { Attack, Way } from './attack';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { sentences } from './reasons';
import { isRequest, windowOf } from './victim-window';

export const refererLeak: Attack = {
  name: 'referer-leak',
  title: 'A leak by Referer: the address tells the next site',
  tries: 'Ada follows a link from the shop to Mallory’s site, and her browser says where she comes from.',
  needed: 'A link on a page of the shop, and an id that stands in the address.',
  by: 'browser',

  meaningless: (policy) =>
    idParameter(policy) === null
      ? 'Only an id that travels in the URL can leak with it: here no address holds any.'
      : null,

  async run(lab) {
    const window = windowOf(lab);
    await window.logIn('ada');
    await writeLink(lab);
    const leaked = await followLink(lab);
    return { ...leaked, ways: [{ way: 'By the Referer', ...leaked }, await shareLink(lab)] };
  },

  async control(lab) {
    await windowOf(lab).emptyJar();
    await writeLink(lab);
    const outcome = await followLink(lab);
    return { what: 'The same link, followed from a page whose address holds no id: nobody is logged in.', ...outcome };
  },

  stoppedBy: () => [
    { change: { carrier: 'cookie' }, because: 'A cookie stands in no address.' },
    { change: { referrerPolicy: 'no-referrer' }, because: 'The browser does not say where it comes from.' },
    { change: { referrerPolicy: 'same-origin' }, because: 'Another origin is told nothing.' },
    {
      change: { referrerPolicy: 'strict-origin-when-cross-origin' },
      because: 'Another origin is told the origin alone.',
    },
    { change: { referrerPolicy: 'unset' }, because: 'Browsers then tell another origin the origin alone.' },
  ],

  notStoppedBy: () => [
    { change: { cookie: { httpOnly: true } }, because: 'There is no cookie that it could hide.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'There is no cookie that it could withhold.' },
    { change: { renewAtLogin: true }, because: 'The new id stands in the address like the old one.' },
    { change: { idGenerator: 'random' }, because: 'She need not guess what she is told.' },
  ],
};

const writeLink = (lab: Lab) => lab.mallory().writeIntoGuestbook({ text: 'Tea for everybody!', markup: 'link' });

/** Follows the link in the guestbook, and lets Mallory try the id that comes with it. */
async function followLink(lab: Lab): Promise<Omit<Way, 'way'>> {
  const arrived = await windowOf(lab).visit('/guestbook#follow', isRequest('GET', '/prize', 'mallory'));
  if (!arrived) return { succeeded: false, why: 'The browser did not follow the link.' };
  const referer = headerOf(arrived.request.headers, 'referer');
  const userAgent = headerOf(arrived.request.headers, 'user-agent') ?? '';
  const ticket = idIn(referer, lab.policy);
  const told = referer === undefined ? 'No Referer came with the request.' : `The Referer says “${referer}”.`;
  if (ticket === null) return { succeeded: false, why: sentences(told, 'There is no id in it.') };
  return tryTicket(lab, ticket, told, userAgent);
}

function idIn(address: string | undefined, policy: SessionPolicy): Ticket | null {
  return address === undefined ? null : new URL(address).searchParams.get(idParameter(policy) ?? '');
}

/** ada copies the address of the page that she looks at, and sends it to somebody. */
async function shareLink(lab: Lab): Promise<Way> {
  const way = 'By a link that ada passes on herself';
  const looked = await windowOf(lab).visit('/profile');
  const address = looked && new URL(looked.request.target, lab.corner).href;
  const userAgent = (looked && headerOf(looked.request.headers, 'user-agent')) ?? '';
  const ticket = idIn(address ?? undefined, lab.policy);
  if (ticket === null) return { way, succeeded: false, why: 'There is no id in the address of her page.' };
  const outcome = await tryTicket(lab, ticket, 'Ada copied the address of her profile into a chat.', userAgent);
  return { way, ...outcome };
}

async function tryTicket(lab: Lab, ticket: Ticket, told: string, userAgent: string): Promise<Omit<Way, 'way'>> {
  const mallory = lab.mallory({ userAgent });
  await mallory.use(ticket);
  const { who, refusal } = await mallory.openProfile();
  const succeeded = who === 'ada';
  const got = succeeded ? 'With the id in it Mallory is ada.' : 'With the id in it Mallory is nobody.';
  return { succeeded, why: sentences(told, got, refusal) };
}
