import { codecs } from '@/lib/shop/codecs/codecs';
import { isKeyed, type KeyedPolicy, type Mechanism } from '@/lib/shop/policy';
import { makeSecret, secretFlaw, weakSecrets } from '@/lib/shop/secrets';
import type { Attack } from './attack';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { perSecond, refusalOf, sentences } from './reasons';

type Keyed = KeyedPolicy['mechanism'];

const noSecret: Record<Exclude<Mechanism, Keyed>, string> = {
  none: 'With "none" there is no cookie that a secret could protect.',
  plain: 'With "plain" there is no secret to crack: the cookie can be rewritten as it is.',
  server: 'With "server" there is no secret to crack: the id is looked up, not verified.',
};

/**
 * Tries secrets against one cookie, as anybody can who has a copy: the server is not asked. All of them are tried, so
 * that the speed is that of the whole list.
 */
export async function tryAll(mechanism: Keyed, cookie: Ticket, secrets: readonly string[]) {
  const begun = performance.now();
  let fitting: string | null = null;
  for (const secret of secrets) {
    const { content } = await codecs[mechanism].decode(cookie, { current: secret, fallbacks: [] });
    if (content) fitting ??= secret;
  }
  return { fitting, tried: secrets.length, milliseconds: performance.now() - begun };
}

/** She writes the admin's cookie by this secret, and opens the admin's page with it. */
async function openAs(lab: Lab, mechanism: Keyed, secret: string) {
  const mallory = lab.mallory();
  await mallory.use(await lab.forgedTicket(mechanism, { user: 'admin', role: 'admin' }, secret));
  return mallory.get('/admin');
}

const did: Record<Keyed, string> = { signed: 'signed', encrypted: 'sealed' };
const known: Record<Keyed, string> = {
  signed: 'known secrets',
  encrypted: 'known secrets that are long enough for a seal',
};

export const crackSecret: Attack = {
  name: 'crack-secret',
  title: 'Crack the secret: write the admin’s cookie',
  tries:
    'Mallory tries known secrets against her own cookie, at home; with the one that fits she writes a cookie for the admin.',
  needed:
    'A login of her own, and a list of secrets that were printed somewhere. The server notices none of the tries.',
  by: 'http',

  meaningless: (policy) => (isKeyed(policy) ? null : noSecret[policy.mechanism]),

  async run(lab) {
    const { policy } = lab;
    if (!isKeyed(policy)) throw new Error('There is no secret to crack.');
    const { mechanism } = policy;
    const mallory = lab.mallory();
    await mallory.logIn('mallory');
    const list = weakSecrets.filter((secret) => secretFlaw(mechanism, secret) === null);
    const { fitting, tried, milliseconds } = await tryAll(mechanism, (await mallory.ticket()) ?? '', list);
    const speed = `${tried} ${known[mechanism]}, ${perSecond(tried, milliseconds)} a second on her own machine`;
    if (fitting === null) {
      return { succeeded: false, why: `She tried ${speed}: none of them fits her cookie, so she can write no other.` };
    }
    const answer = await openAs(lab, mechanism, fitting);
    const succeeded = answer.status === 200;
    return {
      succeeded,
      why: sentences(
        `She tried ${speed}: “${fitting}” fits her cookie.`,
        `With it she ${did[mechanism]} a cookie for the admin, and the admin’s page answered ${answer.status}.`,
        succeeded ? '' : refusalOf(answer),
      ),
    };
  },

  async control(lab) {
    const { policy } = lab;
    if (!isKeyed(policy)) throw new Error('There is no secret to crack.');
    const answer = await openAs(lab, policy.mechanism, makeSecret(policy.mechanism, 'strong'));
    return {
      what: `The same cookie for the admin, ${did[policy.mechanism]} with a secret that she made up.`,
      succeeded: answer.status === 200,
      why: sentences(`The admin’s page answered ${answer.status}.`, refusalOf(answer)),
    };
  },

  stoppedBy: () => [
    { change: { secretStrength: 'strong' }, because: '256 random bits stand in no list.' },
    { change: { mechanism: 'server' }, because: 'An id is looked up: no secret makes another one good.' },
  ],

  notStoppedBy: ({ mechanism }) => [
    mechanism === 'signed'
      ? { change: { mechanism: 'encrypted' }, because: 'A seal is no stronger than the secret that opens it.' }
      : { change: { mechanism: 'signed' }, because: 'A signature is no stronger than the secret that makes it.' },
    { change: { cookie: { httpOnly: true } }, because: 'It is her own cookie, and HttpOnly binds scripts.' },
    { change: { cookie: { secure: true } }, because: 'It is her own cookie, and she needs no wire to read it.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about other sites, and she is on none.' },
    { change: { roleFrom: 'database' }, because: 'She writes the admin’s name, and the database has an admin.' },
  ],
};
