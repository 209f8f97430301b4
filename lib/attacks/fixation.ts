import { canonicalShopAddress, subHostOrigin } from '@/lib/http/origins';
import { cookieName, isInUrl, type PolicyChanges } from '@/lib/shop/policy';
import type { Attack, Way } from './attack';
import type { Lab } from './lab';
import type { LabClient, Ticket } from './lab-client';
import { NOTHING_KEPT, sentences } from './reasons';

/** RFC 6265bis, 4.1.3.2. */
const HOST_PREFIX: PolicyChanges = { cookie: { prefix: '__Host-', secure: true, path: '/', domain: null } };

/**
 * Ada follows Mallory's link. Where the id is a cookie's, the link leads to Mallory's sub-host, which plants it and sends
 * her on. Ada's jar is empty until then: of two cookies with one name and Path the older comes first in the request
 * (RFC 6265bis, 5.8.3), and the shop reads the first.
 * @returns whether her browser took it
 */
async function plant({ policy, bench }: Lab, ada: LabClient, ticket: Ticket): Promise<boolean> {
  const value = encodeURIComponent(ticket);
  if (isInUrl(policy)) {
    await ada.get(`/?${cookieName(policy)}=${value}`);
    return true;
  }
  const { location } = await ada.get(`${subHostOrigin(bench.id)}/plant?value=${value}`);
  const isTaken = (await ada.ticket()) === ticket;
  if (location !== null) await ada.get(location);
  return isTaken;
}

/** Ada comes with what Mallory gave her and logs in; then Mallory opens the profile page with what she knows. */
async function logInWith(lab: Lab, { planted, known }: { planted: Ticket; known: Ticket }, way: string): Promise<Way> {
  const ada = lab.person('ada');
  const isTaken = await plant(lab, ada, planted);
  await ada.logIn();
  const isNew = (await ada.ticket()) !== planted;
  const mallory = lab.mallory();
  await mallory.use(known);
  const { who, refusal } = await mallory.openProfile();
  const succeeded = who === 'ada';
  const came = succeeded
    ? 'Ada logged in and kept the id that Mallory had given her: Mallory is ada without having stolen anything.'
    : !isTaken
      ? 'Ada’s browser took no such cookie from Mallory’s sub-host.'
      : isNew
        ? `After her login ada had ${lab.policy.mechanism === 'server' ? 'an id' : 'a cookie'} of her own.`
        : 'Ada kept the id that she was given, which is not the one that Mallory tried.';
  return { way, succeeded, why: succeeded ? came : sentences(came, 'Mallory is nobody.', refusal) };
}

/** A session of Mallory's own: every visitor gets one for the asking. */
async function ownTicket(lab: Lab): Promise<Ticket | null> {
  const mallory = lab.mallory();
  await mallory.beginSession();
  return mallory.ticket();
}

/** @see OWASP Session Management Cheat Sheet, "Renew the Session ID After Any Privilege Level Change" */
export const fixation: Attack = {
  name: 'fixation',
  title: 'Fixation: give ada an id before she logs in',
  tries: 'Mallory begins a session, has ada’s browser take over its id, and waits until ada logs in.',
  needed: 'A link that ada follows. Where the id is a cookie’s: a sub-host of the shop besides, to plant it from.',
  by: 'http',

  meaningless(policy) {
    if (policy.mechanism === 'none') return 'With "none" there is no session that Mallory could give away.';
    // Whether it has a host of its own is the same for every bench.
    if (isInUrl(policy) || canonicalShopAddress('any').ownHost) return null;
    return 'The shop shares its host here, so it has no sub-host that a cookie could be planted from.';
  },

  async run(lab) {
    const own = await ownTicket(lab);
    if (own === null) return { succeeded: false, why: NOTHING_KEPT };
    const given = await logInWith(lab, { planted: own, known: own }, 'With the id of a session that she began');
    if (lab.policy.mechanism !== 'server') return { succeeded: given.succeeded, why: given.why };
    const made = await lab.inventedTicket();
    const invented = await logInWith(lab, { planted: made, known: made }, 'With an id that she made up');
    const { succeeded, why } = given.succeeded ? given : invented.succeeded ? invented : given;
    return { succeeded, why, ways: [given, invented] };
  },

  async control(lab) {
    const what = 'Ada was given the id of another session, and Mallory tried one that she had kept to herself.';
    const [planted, known] = [await ownTicket(lab), await ownTicket(lab)];
    if (planted === null || known === null) return { what, succeeded: false, why: NOTHING_KEPT };
    const { succeeded, why } = await logInWith(lab, { planted, known }, '');
    return { what, succeeded, why };
  },

  stoppedBy: (policy) => [
    ...(policy.mechanism === 'server'
      ? [{ change: { renewAtLogin: true }, because: 'After the login the id that Mallory knows leads nowhere.' }]
      : []),
    { change: { mechanism: 'encrypted' }, because: 'There is no id, and a login always writes another cookie.' },
    ...(isInUrl(policy) ? [] : [{ change: HOST_PREFIX, because: 'A browser takes such a cookie from no sub-host.' }]),
  ],

  notStoppedBy: (policy) => [
    { change: { cookie: { httpOnly: true } }, because: 'She need not read an id that she chose herself.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'A sub-host is the same site, and a link is no cookie.' },
    {
      change: { cookie: { prefix: '__Secure-', secure: true } },
      because: 'A sub-host sets such a cookie as well.',
    },
    ...(policy.mechanism === 'server'
      ? [{ change: { acceptUnknownIds: false }, because: 'The id of a session that she began herself is known.' }]
      : []),
    ...(isInUrl(policy) ? [{ change: HOST_PREFIX, because: 'It keeps cookies from being planted, not links.' }] : []),
  ],
};
