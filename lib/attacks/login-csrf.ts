import type { Attack, Outcome } from './attack';
import type { Lab } from './lab';
import { refusalOf, sentences } from './reasons';
import type { TrickName } from './site/tricks';
import { isRequest, windowOf } from './victim-window';

export const loginCsrf: Attack = {
  name: 'login-csrf',
  title: 'Forged login: ada shops in Mallory’s account',
  tries: 'A page of Mallory’s sends the shop’s login form with her own name and password, in ada’s browser.',
  needed: 'An account of her own, and ada’s visit to her page.',
  by: 'browser',

  meaningless: ({ mechanism }) =>
    mechanism === 'none' ? 'With "none" a login lasts for one answer, so nobody shops in any account.' : null,

  run: (lab) => sendLogin(lab, 'login'),

  async control(lab) {
    await windowOf(lab).emptyJar();
    const outcome = await sendLogin(lab, 'wrong-login');
    return { what: 'The same form with a wrong password.', ...outcome };
  },

  stoppedBy: () => [
    { change: { csrf: 'token' }, because: 'The login form carries a token too, and her page cannot read it.' },
    { change: { csrf: 'origin' }, because: 'Origin names her site.' },
    { change: { csrf: 'fetch-metadata' }, because: 'Sec-Fetch-Site says cross-site.' },
  ],

  notStoppedBy: () => [
    { change: { cookie: { sameSite: 'strict' } }, because: 'SameSite withholds a cookie, and a login needs none.' },
    { change: { cookie: { sameSite: 'lax' } }, because: 'A login needs no cookie, and the one that it sets is kept.' },
    { change: { cookie: { httpOnly: true } }, because: 'No script is needed.' },
  ],
};

/** Whom the shop takes the window for when it goes on shopping. */
async function sendLogin(lab: Lab, trick: TrickName): Promise<Outcome> {
  const window = windowOf(lab);
  const login = await window.open(`${lab.corner}/trick/${trick}?by=itself`, isRequest('POST', '/login'));
  if (!login) return { succeeded: false, why: 'The browser did not send the form.' };
  const profile = await window.visit('/profile');
  const succeeded = profile !== null && lab.userOf(profile.response) === 'mallory';
  const shown = succeeded
    ? 'The browser kept the session that came back, and the profile that it shows next is Mallory’s: whatever ada types in now, Mallory can read.'
    : 'The profile that it asks for next is not Mallory’s.';
  return {
    succeeded,
    why: sentences(
      refusalOf({ exchange: login }) || `The shop answered the form with ${login.response.status}.`,
      shown,
    ),
  };
}
