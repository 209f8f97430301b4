import type { Answer } from '@/lib/bench/scripted-client';
import { MAX_COOKIE_BYTES } from '@/lib/wire/jar';
import { parseSetCookie } from '@/lib/wire/set-cookie';
import type { Attack, Outcome } from './attack';
import type { Lab } from './lab';
import type { LabClient } from './lab-client';
import { NOTHING_KEPT, refusalOf, sentences } from './reasons';

/** By one form. */
const PACKETS = 50;
/** Six hold 300 packets, over 4,096 bytes in every mechanism: Flask's, which compresses, comes there with the fifth. */
const MAX_FORMS = 6;

/** How many packets are in the cart, as the shop tells ada; null where it does not know her. */
async function packetsOf(ada: LabClient): Promise<number | null> {
  const { body } = await ada.get('/profile');
  const [, packets] = /<dt>In your cart<\/dt>\s*<dd>(\d+)/.exec(body) ?? [];
  return packets === undefined ? null : Number(packets);
}

/** Name and value of the session's cookie, which is the longest, as it was set; 0 where none was. */
function bytesSet({ setCookies }: Answer): number {
  const sizes = setCookies.map(parseSetCookie).map(({ name, value }) => Buffer.byteLength(name + value));
  return Math.max(0, ...sizes);
}

/** Sends the form so many times, until the shop forgets one of them. */
async function fill(lab: Lab, forms: number): Promise<Outcome> {
  const ada = lab.person('ada');
  await ada.logIn();
  if ((await packetsOf(ada)) === null) return { succeeded: false, why: NOTHING_KEPT };
  for (let sent = 1; sent <= forms; sent += 1) {
    const answer = await ada.submit('/cart', '/cart', { fill: String(PACKETS) });
    const packets = await packetsOf(ada);
    if (packets === sent * PACKETS) continue;
    const bytes = bytesSet(answer);
    const size =
      bytes > MAX_COOKIE_BYTES ? `The new cookie had ${inFigures(bytes)} bytes, so her browser kept the old.` : '';
    const why = `Ada put ${sent * PACKETS} packets into her cart, and the shop knows of ${packets ?? 'none'}.`;
    return { succeeded: true, why: sentences(why, size, refusalOf(answer)) };
  }
  return {
    succeeded: false,
    why: `Ada put ${forms * PACKETS} packets into her cart, and the shop knows of all of them.`,
  };
}

const inFigures = (count: number) => count.toLocaleString('en');

export const overflow: Attack = {
  name: 'overflow',
  title: `Overflow: push the cookie over ${inFigures(MAX_COOKIE_BYTES)} bytes`,
  tries:
    'Ada’s cart is filled until the cookie it is in is bigger than browsers keep: then the shop forgets what she does.',
  needed: 'A full cart: ada’s own doing, or that of anybody who can make her browser send forms.',
  by: 'http',

  meaningless: ({ mechanism }) => (mechanism === 'none' ? 'With "none" no cookie is set that could be too big.' : null),

  run: (lab) => fill(lab, MAX_FORMS),

  async control(lab) {
    return { what: 'The same form, sent once.', ...(await fill(lab, 1)) };
  },

  stoppedBy: () => [
    { change: { mechanism: 'server' }, because: 'The cart is on the server, and the cookie an id that does not grow.' },
  ],

  notStoppedBy: () => [
    { change: { mechanism: 'encrypted' }, because: 'A seal is longer than what is in it.' },
    { change: { mechanism: 'signed' }, because: 'Flask compresses what is long, which only puts it off.' },
    { change: { cookie: { maxAgeSeconds: 86_400 } }, because: 'It is the size that counts, not the age.' },
    { change: { cookie: { httpOnly: true } }, because: 'No attribute lets a cookie be bigger.' },
  ],
};
