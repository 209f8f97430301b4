import type { Attack, Outcome } from './attack';
import { cannotBegin } from './attack-impossible';
import type { Lab } from './lab';
import type { Ticket } from './lab-client';
import { refusalOf, sentences } from './reasons';

/** Ada logs in and out again. @returns what her browser held in between, as whoever copied it has it */
async function logInAndOut(lab: Lab): Promise<Ticket> {
  const ada = lab.person('ada');
  await ada.logIn();
  const copy = (await ada.ticket()) ?? '';
  const { status } = await ada.logOut();
  if (status !== 303) throw cannotBegin('the logout', status);
  return copy;
}

async function use(lab: Lab, ticket: Ticket): Promise<Outcome> {
  const mallory = lab.mallory();
  await mallory.use(ticket);
  const answer = await mallory.get('/profile');
  const succeeded = lab.userOf(answer) === 'ada';
  return {
    succeeded,
    why: succeeded
      ? 'Ada had logged out, and the copy opened her profile: logging out emptied her own browser and ended nothing else.'
      : sentences(`Ada had logged out, and her profile answered ${answer.status}.`, refusalOf(answer)),
  };
}

export const replayAfterLogout: Attack = {
  name: 'replay-after-logout',
  title: 'Use a copy: after ada has logged out',
  tries: 'Mallory copies what ada’s browser holds while she is logged in, and uses it after ada has logged out.',
  needed: 'A copy of her cookie or id from any moment before: from a log, a backup, a shared machine.',
  by: 'http',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" nobody is logged in for longer than one answer.' : null,

  async run(lab) {
    return use(lab, await logInAndOut(lab));
  },

  async control(lab) {
    await logInAndOut(lab);
    return {
      what: 'The same after the same logout, with a session of the same form that was never given out.',
      ...(await use(lab, await lab.inventedTicket())),
    };
  },

  stoppedBy: ({ mechanism }) => [
    mechanism === 'server'
      ? { change: { logout: 'destroy' }, because: 'The row is gone, and every copy of the id leads to nothing.' }
      : { change: { mechanism: 'server' }, because: 'Logout destroys the row that every copy of the id leads to.' },
  ],

  notStoppedBy: () => [
    {
      change: { mechanism: 'encrypted' },
      because: 'Encrypted does not stop replay: the copy is as good as the original.',
    },
    { change: { cookie: { httpOnly: true } }, because: 'The copy is made already, and HttpOnly ends nothing.' },
    { change: { cookie: { secure: true } }, because: 'The copy is made already, and Secure ends nothing.' },
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite is about other sites, and she is on none.' },
    {
      change: { cookie: { maxAgeSeconds: 3600 } },
      because: 'Max-Age is a wish to the browser, and a copy is in none.',
    },
  ],
};
