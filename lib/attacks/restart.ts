import { storeNames } from '@/lib/wire/sentence';
import type { Attack, Way } from './attack';
import type { Lab } from './lab';
import type { LabClient } from './lab-client';
import { NOTHING_KEPT, sentences } from './reasons';

const REQUESTS = 4;

/** Ada goes on clicking. Where the servers do not share what they know, her requests find one that knows her by turns. */
async function goOn(ada: LabClient, way: string): Promise<Way> {
  let known = 0;
  let said = '';
  for (let request = 0; request < REQUESTS; request += 1) {
    const { who, refusal } = await ada.openProfile();
    if (who === 'ada') known += 1;
    else said ||= refusal;
  }
  const came = `The shop knew ada in ${known} of ${REQUESTS} requests.`;
  return { way, succeeded: known < REQUESTS, why: sentences(came, said) };
}

/** @returns null where her browser brings no session back that could be lost */
async function loggedIn(lab: Lab): Promise<LabClient | null> {
  const ada = lab.person('ada');
  await ada.logIn();
  return (await ada.whoAmI()) === 'ada' ? ada : null;
}

/** Stores that outlive the process. Redis does too, where there is one. */
const LASTING = ['file', 'sql', 'level'] as const;

export const restart: Attack = {
  name: 'restart',
  title: 'Restart the server, or add a second one',
  tries:
    'Nobody attacks: the shop’s server is started anew, then a second one is put beside it, while ada is logged in.',
  needed: 'Nothing but a new version of the shop, or more visitors than one server can bear.',
  by: 'http',

  meaningless: ({ mechanism }) => (mechanism === 'none' ? 'With "none" there is no session that could be lost.' : null),

  async run(lab) {
    const [first, second] = [await loggedIn(lab), lab.person('ada')];
    if (!first) return { succeeded: false, why: NOTHING_KEPT };
    await lab.cause({ fault: 'restart' });
    const anew = await goOn(first, 'The server was started anew');
    await second.logIn();
    await lab.cause({ fault: 'second-server', on: true });
    const beside = await goOn(second, 'A second server was put beside it');
    const telling = anew.succeeded ? anew : beside.succeeded ? beside : null;
    return {
      succeeded: telling !== null,
      why: telling
        ? `${telling.way}. ${telling.why}`
        : 'The shop knew ada after the restart, and whichever of two servers answered.',
      ways: [anew, beside],
    };
  },

  async control(lab) {
    const what = 'The same requests to one server that went on running.';
    const ada = await loggedIn(lab);
    if (!ada) return { what, succeeded: false, why: NOTHING_KEPT };
    const { succeeded, why } = await goOn(ada, '');
    return { what, succeeded, why };
  },

  stoppedBy: ({ mechanism }) => [
    ...(mechanism === 'server'
      ? LASTING.map((store) => ({
          change: { store },
          because: `Sessions in ${storeNames[store]} outlive the process, and every server finds them there.`,
        }))
      : []),
    { change: { mechanism: 'signed' }, because: 'Ada brings her session along; the server needs its key alone.' },
    { change: { mechanism: 'encrypted' }, because: 'Ada brings her session along; the server needs its key alone.' },
  ],

  notStoppedBy: () => [
    {
      change: { cookie: { maxAgeSeconds: 14 * 24 * 60 * 60 } },
      because: 'The browser still has the id; what it led to is gone.',
    },
    { change: { cookie: { httpOnly: true } }, because: 'It was never the cookie that was lost.' },
  ],
};
