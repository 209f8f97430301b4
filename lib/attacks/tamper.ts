import { packPayload, unpackPayload } from '@/lib/shop/codecs/payload';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { Attack } from './attack';
import { AttackImpossible } from './attack-impossible';
import type { Ticket } from './lab-client';
import { refusalOf, sentences } from './reasons';
import { rewritten } from './rewritten';

/** Rewrites what she holds as far as anybody can without a key. Each mechanism has its own way; none needs the server. */
const forged: Record<Exclude<SessionPolicy['mechanism'], 'none'>, (ticket: Ticket) => Ticket> = {
  plain: (text) => rewritten(text, { user: 'admin', role: 'admin' }),
  /** The payload is anybody's to write; the signature is kept, for want of the key. */
  signed: (text) => {
    const [time = '', signature = ''] = text.split('.').slice(-2);
    const payload = text.slice(0, -`.${time}.${signature}`.length);
    const fields = JSON.parse(unpackPayload(payload) ?? '{}');
    return `${packPayload(JSON.stringify({ ...fields, user: 'admin', role: 'admin' }))}.${time}.${signature}`;
  },
  encrypted: inTheMiddle,
  server: inTheMiddle,
};

/** Another character in the middle: at the end of base64url some bits mean nothing. */
function inTheMiddle(text: string): string {
  const at = text.length >> 1;
  return `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
}

const tried: Record<keyof typeof forged, string> = {
  plain: 'She wrote user=admin and role=admin into her own cookie.',
  signed: 'She wrote the admin’s name and role into the payload and kept the old signature.',
  encrypted: 'She changed one character in the middle of her seal, since she cannot read what is in it.',
  server: 'She changed one character of her id, since nothing else of the session is in her browser.',
};

export const tamper: Attack = {
  name: 'tamper',
  title: 'Change the cookie: from user to admin',
  tries: 'Mallory logs in as herself, rewrites what her own browser holds, and opens the admin’s page.',
  needed: 'A login of her own, and a browser whose cookies she can edit: everybody’s.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" the browser holds nothing that could be changed.' : null,

  async run(lab) {
    const mallory = lab.mallory();
    await mallory.logIn('mallory');
    const ticket = await mallory.ticket();
    const { mechanism } = lab.policy;
    if (mechanism === 'none' || ticket === null) {
      throw new AttackImpossible('Her browser keeps no session under this policy, so there is nothing to change.');
    }
    await mallory.use(forged[mechanism](ticket));
    const answer = await mallory.get('/admin');
    const succeeded = answer.status === 200;
    const came = succeeded
      ? 'The shop opened the admin’s page to her: it has nothing to compare the cookie with.'
      : `The admin’s page answered ${answer.status}.`;
    return { succeeded, why: sentences(tried[mechanism], came, succeeded ? '' : refusalOf(answer)) };
  },

  async control(lab) {
    const mallory = lab.mallory();
    await mallory.logIn('mallory');
    const answer = await mallory.get('/admin');
    return {
      what: 'The same login with the cookie as the shop had set it.',
      succeeded: answer.status === 200,
      why: sentences(`The admin’s page answered ${answer.status}.`, refusalOf(answer)),
    };
  },

  stoppedBy: () => [
    { change: { mechanism: 'signed' }, because: 'Without the key nobody can sign a changed payload.' },
    { change: { mechanism: 'encrypted' }, because: 'Without the key nobody can seal anything.' },
    { change: { mechanism: 'server' }, because: 'The browser holds an id, and the role stands on the server.' },
  ],

  notStoppedBy: () => [
    { change: { cookie: { httpOnly: true } }, because: 'HttpOnly binds scripts, not the browser’s owner.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about other sites, and she is on none.' },
    { change: { roleFrom: 'database' }, because: 'She rewrites the name as well, and the database has an admin.' },
  ],
};
