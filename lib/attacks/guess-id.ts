import { randomBytes, randomInt } from 'node:crypto';
import type { Attack, Outcome } from './attack';
import { findPattern, type IdPattern } from './id-pattern';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { perSecond, refusalOf, sentences } from './reasons';

/** Mallory knows of ada's login no more than that it was within this time: of a clock's ids, so many may be hers. */
const WINDOW_MILLISECONDS = 1000;
/** So many ids of her own she looks at, before and after that time each. */
const COLLECTED = 3;
/** Enough to measure how fast she is where she can only guess. */
const BLIND_GUESSES = 200;
/** More than the window has: somebody may move the bench's clock by years meanwhile. */
const MAX_TRIES = 5000;
/** Beyond any id that was given out: numbers of a counter, or milliseconds. */
const FAR_AHEAD = 24 * 60 * 60 * 1000;

/** Begins sessions of her own, each as a new visitor. @returns their ids, in order */
async function collect(lab: Lab): Promise<Ticket[]> {
  const ids: Ticket[] = [];
  for (let count = 0; count < COLLECTED; count++) {
    const visitor = lab.mallory();
    await visitor.beginSession();
    ids.push((await visitor.ticket()) ?? '');
    visitor.close();
  }
  return ids;
}

/** At a moment that nobody but chance knows. */
async function letAdaLogIn(lab: Lab): Promise<void> {
  const wait = randomInt(WINDOW_MILLISECONDS);
  await lab.advance(wait / 1000);
  await lab.person('ada').logIn();
  await lab.advance((WINDOW_MILLISECONDS - wait) / 1000);
}

const count = (number: number) => number.toLocaleString('en');

/** Tries one id after the other, until one of them is ada's. */
async function tryOut(lab: Lab, ids: readonly Ticket[]) {
  const mallory = lab.mallory();
  const begun = performance.now();
  let tried = 0;
  let found: Ticket | null = null;
  for (const id of ids) {
    tried += 1;
    await mallory.use(id);
    if ((await mallory.whoAmI()) !== 'ada') continue;
    found = id;
    break;
  }
  return { tried, found, milliseconds: performance.now() - begun };
}

/** The ids between the last of hers from before and the first from after. */
function idsBetween({ places, idAt }: IdPattern): Ticket[] {
  const [last = 0, next = 0] = places.slice(COLLECTED - 1);
  return Array.from({ length: Math.min(next - last - 1, MAX_TRIES) }, (_, index) => idAt(last + 1 + index));
}

async function followPattern(lab: Lab, pattern: IdPattern): Promise<Outcome> {
  const between = idsBetween(pattern);
  const { tried, found, milliseconds } = await tryOut(lab, between);
  const seen = `Her own ids are ${pattern.what}, and between two of them there is room for ${count(between.length)} more.`;
  const took = `${tried === 1 ? 'one try' : `${count(tried)} tries`} in ${count(Math.ceil(milliseconds))} ms`;
  return found === null
    ? { succeeded: false, why: `${seen} None of these opened ada’s profile: ${took}.` }
    : { succeeded: true, why: `${seen} One of these, ${found}, opened ada’s profile: ${took}.` };
}

/**
 * Where no pattern shows she can but guess. How long that takes on average is OWASP's reckoning: (2^B + 1) / (2 · A · S)
 * seconds for B random bits, A tries a second and S sessions that would do, here one.
 * @see https://owasp.org/www-community/vulnerabilities/Insufficient_Session-ID_Length
 */
async function guessBlindly(lab: Lab, known: Ticket): Promise<Outcome> {
  const { length: bytes } = Buffer.from(known, 'base64url');
  const guesses = Array.from({ length: BLIND_GUESSES }, () => randomBytes(bytes).toString('base64url'));
  const { tried, found, milliseconds } = await tryOut(lab, guesses);
  const years = 2 ** (8 * bytes) / 2 / (tried / milliseconds) / 1000 / (365.25 * 24 * 60 * 60);
  return {
    succeeded: found !== null,
    why: sentences(
      `Her own ids show no pattern in their ${known.length} characters, ${8 * bytes} bits.`,
      found === null
        ? `${tried} guesses led to nobody; at ${perSecond(tried, milliseconds)} a second, as measured here, it takes more than 10^${Math.floor(Math.log10(years))} years on average to meet ada’s.`
        : `A guess opened ada’s profile: ${found}.`,
    ),
  };
}

export const guessId: Attack = {
  name: 'guess-id',
  title: 'Guess the id: from her own to ada’s',
  tries:
    'Mallory begins some sessions, looks for a pattern in the ids, and tries those that others must have been given.',
  needed: 'A browser: every visitor gets ids, and may send any.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'server' ? null : `With "${mechanism}" there is no id to guess: the server keeps no sessions.`,

  async run(lab) {
    const before = await collect(lab);
    await letAdaLogIn(lab);
    const ids = [...before, ...(await collect(lab))];
    if (ids.includes('')) return { succeeded: false, why: 'The shop gave her no id that a browser keeps.' };
    const pattern = await findPattern(ids);
    return pattern ? followPattern(lab, pattern) : guessBlindly(lab, ids[0] ?? '');
  },

  async control(lab) {
    const ids = await collect(lab);
    await letAdaLogIn(lab);
    const pattern = await findPattern(ids);
    const never = pattern ? pattern.idAt((pattern.places.at(-1) ?? 0) + FAR_AHEAD) : await lab.inventedTicket();
    const mallory = lab.mallory();
    await mallory.use(never);
    const answer = await mallory.get('/profile');
    return {
      what: 'The same with an id of the same form that the shop has never given out.',
      succeeded: lab.userOf(answer) !== null,
      why: sentences(`Ada’s profile answered ${answer.status}.`, refusalOf(answer)),
    };
  },

  stoppedBy: () => [{ change: { idGenerator: 'random' }, because: 'Of 128 random bits no one tells the next.' }],

  notStoppedBy: () => [
    { change: { cookie: { httpOnly: true } }, because: 'She does not read ada’s cookie: she writes her own.' },
    { change: { cookie: { secure: true } }, because: 'She taps no wire.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about other sites, and she is on none.' },
    { change: { renewAtLogin: true }, because: 'The new id is the next of the same row.' },
    { change: { store: 'file' }, because: 'Where the row is kept makes the id no harder to guess.' },
  ],
};
