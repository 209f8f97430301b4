/** What somebody sees go wrong, what is behind it as a rule, and where the course shows it. */
export interface Symptom {
  symptom: string;
  cause: string;
  chapters: readonly number[];
}

export const symptoms: readonly Symptom[] = [
  {
    symptom: 'Logged out at every click',
    cause:
      'The cookie does not come back: Secure over plain HTTP, a Path or Domain that does not fit, or the name’s prefix. Look at the next request’s Cookie line.',
    chapters: [2, 16],
  },
  { symptom: 'In, out, in, out', cause: 'Two servers, each with sessions in its own memory.', chapters: [8] },
  {
    symptom: 'Everybody is logged out after a deployment',
    cause: 'Sessions live in the process’s memory, or the secret is made anew at each start.',
    chapters: [8, 5],
  },
  {
    symptom: 'The cart forgets the last things',
    cause:
      'The cookie is over 4,096 bytes and the browser kept the old one; or (Flask) a list inside the session was changed without session.modified = True.',
    chapters: [7],
  },
  {
    symptom: 'Logged out, and still in with a copied cookie',
    cause: 'The session is client-side: logging out only asks the browser to forget.',
    chapters: [7],
  },
  { symptom: 'The cookie cannot be deleted', cause: 'Another Path or Domain than it was set with.', chapters: [2] },
  {
    symptom: 'Admin still works after the demotion',
    cause: 'The role was copied into the session at login.',
    chapters: [10],
  },
  { symptom: 'A banned user still posts', cause: 'The ban is only looked at when somebody logs in.', chapters: [10] },
  { symptom: 'A thief stays for weeks', cause: 'Only an idle limit, no absolute one.', chapters: [15] },
  {
    symptom: 'Login works here, not in another frame or app',
    cause: 'SameSite keeps the cookie at home.',
    chapters: [14],
  },
  {
    symptom: 'Somebody’s address changed though nobody was at the keyboard',
    cause: 'CSRF, or a script in a page.',
    chapters: [14, 12],
  },
  { symptom: 'Somebody shops in a stranger’s account', cause: 'Login CSRF, or a planted session.', chapters: [14, 13] },
  {
    symptom: 'A link sent to a friend logged the friend in',
    cause: 'The session id travels in the address.',
    chapters: [11],
  },
  { symptom: 'Everyone is admin who edits a cookie', cause: 'The state lies in the browser in clear.', chapters: [4] },
  { symptom: 'Users lose their login on the train', cause: 'The session is bound to an address.', chapters: [12] },
  {
    symptom: 'The form says its token is missing',
    cause: 'The session ended or was renewed while the form was open.',
    chapters: [14, 15],
  },
  {
    symptom: 'Logged in twice with different carts',
    cause: 'Two cookies of the same name, with different Paths or Domains.',
    chapters: [2, 13],
  },
  { symptom: 'The store grows without end', cause: 'Nobody sweeps.', chapters: [15] },
];
