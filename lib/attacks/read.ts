import { unpackPayload } from '@/lib/shop/codecs/payload';
import { isKeyed } from '@/lib/shop/policy';
import { type OwnersReading, readByOwner, SIGNED } from '@/lib/wire/reading';
import type { Attack, Outcome } from './attack';
import { AttackImpossible } from './attack-impossible';
import type { LabClient, Ticket } from './lab-client';

/** What ada leaves with the shop, and nobody else is to know. */
const ADDRESS = 'The Old Mill, 12 Larch Lane';

async function leaveAddress(ada: LabClient): Promise<void> {
  await ada.submit('/cart', '/cart', { item: 'assam-100' });
  const { status } = await ada.submit('/checkout', '/checkout', { address: ADDRESS });
  if (status === 303) return;
  throw new AttackImpossible(`She can leave no address under this policy: the till answered ${status}.`);
}

/** What can be told of a cookie or an id from its text alone, compressed payloads included. */
export function readWithoutKey(ticket: Ticket): OwnersReading | null {
  const reading = readByOwner(ticket);
  const [, payload = ''] = SIGNED.exec(ticket) ?? [];
  const unpacked = payload.startsWith('.') ? unpackPayload(payload) : null;
  return reading && unpacked !== null ? { ...reading, text: unpacked, isContent: true } : reading;
}

/** @param whose as a sentence begins with it: "Ada’s" */
function judge(ticket: Ticket | null, whose: string): Outcome {
  const reading = readWithoutKey(ticket ?? '');
  if (!reading) return { succeeded: false, why: `${whose} browser holds nothing that anything could be told of.` };
  const { what, text, isContent } = reading;
  return isContent
    ? {
        succeeded: text.includes(ADDRESS),
        why: `${whose} browser holds ${what}, which anybody can read without a key: “${text.replaceAll('\n', ', ')}”.`,
      }
    : { succeeded: false, why: `${whose} browser holds ${what} (${text}): nothing of a person can be read in it.` };
}

export const read: Attack = {
  name: 'read',
  title: 'Read the cookie: what it says of ada',
  tries: 'Somebody who has got hold of what ada’s browser keeps for the shop reads in it, without any key.',
  needed: 'One look at her cookie: on her machine, in a log, in a backup.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" the browser holds nothing that could be read.' : null,

  async run(lab) {
    const ada = lab.person('ada');
    await ada.logIn();
    await leaveAddress(ada);
    return judge(await ada.ticket(), 'Ada’s');
  },

  async control(lab) {
    const visitor = lab.person('a visitor');
    await visitor.beginSession();
    return {
      what: 'The same reading of the cookie of a visitor who has left neither name nor address.',
      ...judge(await visitor.ticket(), 'The visitor’s'),
    };
  },

  stoppedBy: () => [
    { change: { mechanism: 'encrypted' }, because: 'Without the key a seal is noise.' },
    {
      change: { mechanism: 'server' },
      because: 'The browser holds an id, and all that it stands for is on the server.',
    },
  ],

  notStoppedBy: (policy) => [
    { change: { mechanism: 'signed' }, because: 'Signed is not secret: a signature hides nothing.' },
    ...(isKeyed(policy)
      ? [{ change: { secretStrength: 'strong' as const }, because: 'Nobody needs the secret to read.' }]
      : []),
    { change: { cookie: { httpOnly: true } }, because: 'HttpOnly hides it from scripts, not from who holds it.' },
    {
      change: { cookie: { secure: true } },
      because: 'Secure protects the way, and at its end the cookie is as it was.',
    },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about requests, and reading needs none.' },
  ],
};
