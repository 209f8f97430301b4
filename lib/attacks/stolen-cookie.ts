import type { Attack, SwitchEffect, Way } from './attack';
import type { Lab } from './lab';
import type { LabClient, Ticket } from './lab-client';
import { NOTHING_KEPT, sentences } from './reasons';
import { rewritten } from './rewritten';
import { secondAddress } from './second-address';

const HER_USER_AGENT = 'Mallorys-own-browser';
const NEWER_USER_AGENT = 'Adas-browser-after-an-update';

async function use(thief: LabClient, ticket: Ticket, way: string): Promise<Way> {
  await thief.use(ticket);
  const { who, refusal } = await thief.openProfile();
  const succeeded = who === 'ada';
  return { way, succeeded, why: succeeded ? 'The shop took her for ada.' : sentences('She was nobody.', refusal) };
}

/** What binding costs: ada's own session, in her own hands, when that changes which it is bound to. */
async function price(lab: Lab, ticket: Ticket, elsewhere: string | null): Promise<Way[]> {
  const { binding } = lab.policy;
  if (binding === 'none' || (binding === 'address' && elsewhere === null)) return [];
  const [way, options] =
    binding === 'address'
      ? ['Not Mallory but ada herself, on another network', { localAddress: elsewhere ?? undefined }]
      : ['Not Mallory but ada herself, after an update of her browser', { userAgent: NEWER_USER_AGENT }];
  const ada = lab.person('ada', options);
  await ada.use(ticket);
  const { who, refusal } = await ada.openProfile();
  const succeeded = who === 'ada';
  const why = succeeded ? 'The shop knew her.' : sentences('She was thrown out of her own session.', refusal);
  return [{ way, succeeded, why }];
}

const BOUND_TO_ADDRESS: SwitchEffect = {
  change: { binding: 'address' },
  because:
    'From another address it does not count. The price: behind the same router it still does, and ada on another network is thrown out.',
};

/**
 * OWASP advises binding for noticing theft, and not to rely on it: addresses are shared, and headers are copied.
 * @see OWASP Session Management Cheat Sheet, "Binding the Session ID to Other User Properties"
 */
export const stolenCookie: Attack = {
  name: 'stolen-cookie',
  title: 'Use a stolen session from another client',
  tries: 'Mallory has ada’s cookie or id, however she came by it, and sends it from a client of her own.',
  needed: 'One copy of what ada’s browser sends with every request.',
  by: 'http',

  meaningless: ({ mechanism }) => (mechanism === 'none' ? 'With "none" there is no session to be stolen.' : null),

  async run(lab) {
    const ada = lab.person('ada');
    await ada.logIn();
    const ticket = await ada.ticket();
    if (ticket === null) return { succeeded: false, why: NOTHING_KEPT };
    // Everything is copied that can be, and what is in her way is left out where the cookie is anybody's to write.
    const copied = lab.policy.mechanism === 'plain' ? rewritten(ticket, { bound_to: null }) : ticket;
    const elsewhere = await secondAddress();
    const plainly = await use(
      lab.mallory({ userAgent: HER_USER_AGENT }),
      ticket,
      'From the same network, with a User-Agent of her own',
    );
    const near = await use(lab.mallory(), copied, 'From the same network, with ada’s User-Agent');
    const far =
      elsewhere === null
        ? null
        : await use(lab.mallory({ localAddress: elsewhere }), copied, 'From another address, with ada’s User-Agent');
    const ways = [plainly, near, ...(far ? [far] : []), ...(await price(lab, ticket, elsewhere))];
    return { ...verdict(near, far), ways };
  },

  async control(lab) {
    const elsewhere = await secondAddress();
    await lab.person('ada').logIn();
    const mallory = lab.mallory({ localAddress: elsewhere ?? undefined });
    const { succeeded, why } = await use(mallory, await lab.inventedTicket(), '');
    return { what: 'The same from the same place, with a session that nobody was ever given.', succeeded, why };
  },

  stoppedBy: ({ mechanism }) =>
    mechanism === 'plain'
      ? [{ ...BOUND_TO_ADDRESS, change: { ...BOUND_TO_ADDRESS.change, mechanism: 'signed' } }]
      : [BOUND_TO_ADDRESS],

  notStoppedBy: ({ mechanism, binding }) => [
    ...(mechanism === 'plain'
      ? [{ change: BOUND_TO_ADDRESS.change, because: 'She leaves out of the cookie what it is bound to.' }]
      : []),
    {
      change: { cookie: { httpOnly: true } },
      because: 'HttpOnly stops one way of theft, not the use of what is stolen.',
    },
    // An address that she can leave out of a plain cookie stays in a sealed one.
    ...(binding === 'address'
      ? []
      : [{ change: { mechanism: 'encrypted' as const }, because: 'A seal is used whole: nobody needs to open it.' }]),
    { change: { binding: 'user-agent' }, because: 'A User-Agent is a header, and she sends ada’s.' },
    { change: { idleSeconds: 1800 }, because: 'A thief at work is never idle.' },
  ],
};

/** From elsewhere is what counts; from nearby where there is no elsewhere. */
function verdict(near: Way, far: Way | null): { succeeded: boolean; why: string } {
  if (!far) {
    const why = `This server is reached from one address only, so Mallory came from ada’s own network. ${near.why}`;
    return { succeeded: near.succeeded, why };
  }
  if (far.succeeded) {
    const why = 'From another address, with ada’s User-Agent copied, Mallory was ada: nothing but the session counts.';
    return { succeeded: true, why };
  }
  const nearby = near.succeeded ? 'From ada’s own network she was ada all the same.' : '';
  return { succeeded: false, why: sentences('Mallory came from another address.', far.why, nearby) };
}
