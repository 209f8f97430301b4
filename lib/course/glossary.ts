/** A word that the course uses, and what it means here. */
export interface Word {
  /** The fragment by which links reach it. */
  id: string;
  word: string;
  /** What is linked in the chapters' prose; upper and lower case are the same. */
  forms: readonly string[];
  says: string;
  /** The chapter that it belongs to. */
  chapter: number;
}

const word = (id: string, name: string, chapter: number, says: string, forms: string[] = []): Word => ({
  id,
  word: name,
  forms: [name, ...forms],
  says,
  chapter,
});

/** In alphabetical order. A file without imports: scripts/course-words.mjs reads it too. */
export const glossary: readonly Word[] = [
  word(
    'absolute-timeout',
    'absolute timeout',
    15,
    'A session ends so long after it began, whatever happens meanwhile.',
    ['absolute limit'],
  ),
  word(
    'attribute',
    'attribute',
    2,
    'What a Set-Cookie line says besides name and value: where the browser sends the cookie, for how long, and who may see it. It never travels back.',
    ['attributes'],
  ),
  word('authentication', 'authentication', 9, 'Finding out who somebody is: as a rule by a name and a password, once.'),
  word('authorization', 'authorization', 10, 'Deciding what somebody may do, at every request.'),
  word(
    'base64',
    'base64url',
    5,
    'Bytes written with 64 letters, so that they fit into a cookie or an address. An alphabet, no cipher: anybody can read it.',
    ['base64'],
  ),
  word(
    'client-side',
    'client-side session',
    4,
    'The state itself is in the cookie, in clear, signed or sealed; the server keeps nothing.',
    ['client-side'],
  ),
  word(
    'cookie',
    'cookie',
    2,
    'A name and a value that a server hands out, and that the browser brings back with later requests to it.',
    ['cookies'],
  ),
  word(
    'csrf',
    'CSRF',
    14,
    'Cross-site request forgery: another site makes your browser send a request, and your cookie goes along.',
    ['cross-site request forgery'],
  ),
  word(
    'fallback',
    'fallback key',
    5,
    'An old key that still opens what it made, while new cookies are made with the new one.',
    ['fallback'],
  ),
  word(
    'fixation',
    'session fixation',
    13,
    'An attacker gives you her own id before you log in, and is you afterwards.',
    ['fixation'],
  ),
  word('hijacking', 'hijacking', 12, 'Using somebody else’s session, by a copy of what carries it.'),
  word(
    'hmac',
    'HMAC',
    5,
    'A sum over a text and a key (RFC 2104). Whoever has the key can make it and check it; nobody can get back from it to the key.',
    ['HMAC-SHA1'],
  ),
  word('httponly', 'HttpOnly', 12, 'An attribute: scripts of the page do not see this cookie.'),
  word('idle-timeout', 'idle timeout', 15, 'A session ends when it was not used for so long.', ['idle limit']),
  word(
    'jar',
    'cookie jar',
    2,
    'Where a browser keeps its cookies, host by host. A private window has one of its own.',
    ['jar'],
  ),
  word('key', 'secret key', 5, 'The random bytes with which a server signs or seals. In Flask: SECRET_KEY.'),
  word('payload', 'payload', 5, 'The part of a signed cookie that says something: the session’s state.'),
  word('redirect', 'redirect', 1, 'An answer that says: ask for this address instead. The browser does so by itself.'),
  word('replay', 'replay', 7, 'Sending again what was sent before, such as a copied cookie after logout.'),
  word(
    'same-site',
    'SameSite',
    14,
    'An attribute: whether the cookie goes along with requests that another site has caused.',
  ),
  word(
    'seal',
    'seal',
    6,
    'A value that is encrypted and authenticated: it can be neither read nor changed without the key.',
    ['sealed'],
  ),
  word('secure', 'Secure', 16, 'An attribute: the browser sends the cookie over HTTPS alone.'),
  word(
    'server-side',
    'server-side session',
    8,
    'The browser has an id and nothing else; the state is a row on the server.',
    ['server-side'],
  ),
  word('session', 'session', 1, 'A series of requests that the server treats as one visitor’s.', ['sessions']),
  word(
    'session-id',
    'session id',
    8,
    'The number that leads to a row on the server. Whoever brings it is whoever the row names.',
    ['session ids'],
  ),
  word('signature', 'signature', 5, 'What shows that somebody with the key wrote exactly this. It hides nothing.'),
  word(
    'stateless',
    'stateless',
    1,
    'Each request stands alone: nothing that was said in an earlier one counts (RFC 9110, 3.3).',
  ),
];
