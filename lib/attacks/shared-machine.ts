import { isInUrl, type SessionPolicy } from '@/lib/shop/policy';
import { duration } from '@/lib/wire/duration';
import type { Attack, SwitchEffect, Way } from './attack';
import type { Lab } from './lab';
import type { LabClient } from './lab-client';
import { sentences } from './reasons';
import { writtenAnew } from './rewritten';

const AWAY_SECONDS = 3600;
const HALF_AN_HOUR = 1800;

/** Whoever sits down at this browser opens the profile page. */
async function sitDown(machine: LabClient, way: string): Promise<Way> {
  const { who, refusal } = await machine.openProfile();
  const succeeded = who === 'ada';
  const isEmpty = (await machine.ticket()) === null;
  const came = `Whoever sat down at the browser was ${who ?? 'nobody'} to the shop.`;
  return { way, succeeded, why: sentences(came, isEmpty ? 'The browser held no session.' : refusal) };
}

async function leave(lab: Lab): Promise<Way[]> {
  const machine = lab.person('ada');
  await machine.logIn();
  await lab.advance(AWAY_SECONDS);
  const found = await sitDown(machine, 'She left without logging out');
  const ticket = await machine.ticket();
  if (found.succeeded || lab.policy.mechanism !== 'plain' || ticket === null) return [found];
  await machine.use(writtenAnew(ticket, lab.bench.clock.now()));
  return [found, await sitDown(machine, 'The same, with the times in the cookie written anew')];
}

async function logOutAndLeave(lab: Lab): Promise<Way> {
  const machine = lab.person('ada');
  await machine.logIn();
  await machine.logOut();
  await lab.advance(AWAY_SECONDS);
  return sitDown(machine, 'She had logged out');
}

/** A limit that anybody at this browser can write away: once it is sealed, it counts. */
const isLimitInPlain = ({ mechanism, idleSeconds, absoluteSeconds }: SessionPolicy) =>
  mechanism === 'plain' && (idleSeconds !== null || absoluteSeconds !== null);

/** What a limit does here. With "plain" its times are anybody's to write anew at this browser. */
const limits: SwitchEffect[] = [
  {
    change: { idleSeconds: HALF_AN_HOUR },
    because: `It is over after ${duration(HALF_AN_HOUR)} without use, whoever comes then.`,
  },
  {
    change: { absoluteSeconds: HALF_AN_HOUR },
    because: `It is over ${duration(HALF_AN_HOUR)} after the login, used or not.`,
  },
];

/** @see OWASP Session Management Cheat Sheet, "Session Expiration" */
export const sharedMachine: Attack = {
  name: 'shared-machine',
  title: 'Shared machine: left without logging out',
  tries: 'Somebody sits down at a library’s computer where ada logged in an hour ago and did not log out.',
  needed: 'The same browser, and nothing else: no password, no tool.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" nobody stays logged in, so nothing is left behind.' : null,

  async run(lab) {
    const ways = [...(await leave(lab)), await logOutAndLeave(lab)];
    const telling = ways.find(({ succeeded }) => succeeded) ?? (ways[0] as Way);
    return {
      succeeded: telling.succeeded,
      why: `Ada had been gone for ${duration(AWAY_SECONDS)}. ${telling.why}`,
      ways,
    };
  },

  async control(lab) {
    await lab.person('ada').logIn();
    await lab.advance(AWAY_SECONDS);
    const { succeeded, why } = await sitDown(lab.person('somebody'), '');
    return { what: 'The same hour later, at the computer beside it, where nobody had logged in.', succeeded, why };
  },

  stoppedBy(policy) {
    return [
      ...(policy.mechanism === 'plain'
        ? limits.map(({ change, because }) => ({ change: { ...change, mechanism: 'signed' as const }, because }))
        : limits),
      ...(isInUrl(policy)
        ? []
        : [
            {
              change: { cookie: { maxAgeSeconds: HALF_AN_HOUR } },
              because: 'The browser drops the cookie by then; a copy made before would live on.',
            },
          ]),
    ];
  },

  notStoppedBy: (policy) => [
    ...(policy.mechanism === 'plain'
      ? [
          {
            change: { idleSeconds: HALF_AN_HOUR },
            because: 'The time stands in the cookie, for anybody to write anew.',
          },
        ]
      : []),
    { change: { cookie: { httpOnly: true } }, because: 'HttpOnly binds scripts, not whoever sits at the browser.' },
    { change: { cookie: { secure: true } }, because: 'Secure is about the wire, and nobody listens there.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'No other site has a part in it.' },
    ...(isLimitInPlain(policy)
      ? []
      : [
          {
            change: { mechanism: 'encrypted' as const },
            because: 'The browser sends a seal along like any other cookie.',
          },
        ]),
  ],
};
