import { duration } from '@/lib/wire/duration';
import type { Attack, SwitchEffect, Way } from './attack';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { NOTHING_KEPT, sentences } from './reasons';
import { writtenAnew } from './rewritten';

const OLD_SECONDS = 366 * 24 * 60 * 60;

async function use(lab: Lab, ticket: Ticket, way: string): Promise<Way> {
  const mallory = lab.mallory();
  await mallory.use(ticket);
  const { who, refusal } = await mallory.openProfile();
  const succeeded = who === 'ada';
  return { way, succeeded, why: succeeded ? 'It opened ada’s profile.' : sentences('It opened nothing.', refusal) };
}

const limits: SwitchEffect[] = [
  { change: { idleSeconds: 1800 }, because: 'The server refuses what was not used for half an hour.' },
  { change: { absoluteSeconds: 8 * 3600 }, because: 'The server refuses what is older than eight hours.' },
];

/** @see OWASP Session Management Cheat Sheet, "Session Expiration" */
export const staleSession: Attack = {
  name: 'stale-session',
  title: 'Use a copy that is a year old',
  tries: 'Mallory finds a copy of ada’s cookie or id, 366 days old, in a backup or a log, and sends it.',
  needed: 'The copy. Ada never logged out.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" there is no session that could grow old.' : null,

  async run(lab) {
    const ada = lab.person('ada');
    await ada.logIn();
    const ticket = await ada.ticket();
    if (ticket === null) return { succeeded: false, why: NOTHING_KEPT };
    await lab.advance(OLD_SECONDS);
    const { mechanism } = lab.policy;
    const ways = [await use(lab, ticket, 'As it was copied')];
    if (mechanism === 'plain') {
      const anew = writtenAnew(ticket, lab.bench.clock.now());
      ways.push(await use(lab, anew, 'With the times in it written anew'));
    }
    if (mechanism === 'server') {
      await lab.cause({ fault: 'sweep' });
      ways.push(await use(lab, ticket, 'After the server has swept out what is over'));
    }
    const telling = ways.find(({ succeeded }) => succeeded) ?? (ways[0] as Way);
    const why = `The copy was ${duration(OLD_SECONDS)} old. ${telling.why}`;
    return { succeeded: telling.succeeded, why, ...(ways.length > 1 && { ways }) };
  },

  async control(lab) {
    await lab.person('ada').logIn();
    const invented = await lab.inventedTicket();
    await lab.advance(OLD_SECONDS);
    const { succeeded, why } = await use(lab, invented, '');
    return { what: 'The same 366 days later, with a session that nobody was ever given.', succeeded, why };
  },

  stoppedBy: ({ mechanism }) =>
    mechanism === 'plain'
      ? limits.map(({ change, because }) => ({ change: { ...change, mechanism: 'signed' }, because }))
      : limits,

  notStoppedBy: ({ mechanism }) => [
    ...(mechanism === 'plain'
      ? [{ change: { idleSeconds: 1800 }, because: 'The time stands in the cookie, for Mallory to write anew.' }]
      : []),
    { change: { cookie: { maxAgeSeconds: 3600 } }, because: 'Max-Age binds the browser that was told, not a copy.' },
    { change: { cookie: { httpOnly: true } }, because: 'HttpOnly binds scripts in ada’s browser, not a copy.' },
  ],
};
