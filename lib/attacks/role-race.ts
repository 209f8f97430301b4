import type { Answer } from '@/lib/bench/scripted-client';
import { capital } from '@/lib/wire/capital';
import { sentenceOf } from '@/lib/wire/sentence';
import type { Attack, Outcome, Way } from './attack';
import type { Lab } from './lab';
import { sentences } from './reasons';

/** Whether the change comes after her login, as in the attack, or before it, as in its control. */
type When = 'after' | 'before';

/** What the server itself noted about her role or her ban. */
function notedOf({ exchange }: Answer): string {
  const step = exchange?.steps.find(({ kind }) => kind === 'role-read' || kind === 'banned');
  return step ? sentenceOf(step) : '';
}

function told(way: string, page: string, succeeded: boolean, answer: Answer): Way {
  const came = `${capital(way)}, she ${succeeded ? 'opened' : 'was kept out of'} ${page}.`;
  return { way, succeeded, why: sentences(came, notedOf(answer)) };
}

async function demoted(lab: Lab, when: When): Promise<Way> {
  const mallory = lab.mallory();
  await lab.cause({ fault: 'change-role', username: 'mallory', role: 'admin' });
  if (when === 'after') await mallory.logIn('mallory');
  await lab.cause({ fault: 'change-role', username: 'mallory', role: 'user' });
  if (when === 'before') await mallory.logIn('mallory');
  const answer = await mallory.get('/admin');
  return told(`demoted ${when} her login`, 'the admin’s page', answer.status === 200, answer);
}

async function banned(lab: Lab, when: When): Promise<Way> {
  const mallory = lab.mallory();
  if (when === 'after') await mallory.logIn('mallory');
  await lab.cause({ fault: 'ban-user', username: 'mallory' });
  const login = when === 'before' ? await mallory.tryLogIn('mallory') : null;
  const answer = await mallory.get('/profile');
  return told(`banned ${when} her login`, 'her profile', lab.userOf(answer) === 'mallory', login ?? answer);
}

/** One of the two is enough for her, and is told first. */
async function both(lab: Lab, when: When): Promise<Outcome> {
  const byRole = await demoted(lab, when);
  const byBan = await banned(lab, when);
  const { succeeded, why } = byBan.succeeded && !byRole.succeeded ? byBan : byRole;
  return { succeeded, why, ways: [byRole, byBan] };
}

export const roleRace: Attack = {
  name: 'role-race',
  title: 'Keep a role: after it was taken away',
  tries:
    'Mallory logs in as an admin, is demoted, and opens the admin’s page; then she is banned, and opens her profile.',
  needed: 'A login from before the change, which was right when she got it.',
  by: 'http',

  meaningless: ({ mechanism }) => (mechanism === 'none' ? 'With "none" no login outlasts its own answer.' : null),

  run: (lab) => both(lab, 'after'),

  async control(lab) {
    return { what: 'The same with a login after the change instead of before it.', ...(await both(lab, 'before')) };
  },

  stoppedBy: () => [
    { change: { roleFrom: 'database' }, because: 'The database is asked at every request, and knows of the change.' },
  ],

  notStoppedBy: () => [
    {
      change: { mechanism: 'signed' },
      because: 'A signature says that the shop wrote the role, not that it still holds.',
    },
    { change: { mechanism: 'encrypted' }, because: 'What is sealed is as old as the login, too.' },
    {
      change: { mechanism: 'server' },
      because: 'The row, too, has the role of the login, and Mallory does not log out.',
    },
    { change: { cookie: { httpOnly: true } }, because: 'It is her own cookie, and she changes nothing in it.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about other sites, and she is on none.' },
  ],
};
