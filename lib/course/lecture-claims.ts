/**
 * What the lecture's five notes claim, right or wrong; each claim is named by a few words of it. What is true, and which
 * step shows it, stands in the chapters (`claims`), and the table of both in docs/teaching.md.
 */
export const lectureClaims = {
  'http-is-stateless': { notes: [2, 3, 5], chapter: 1 },
  'http-has-no-sessions-but-python-does': { notes: [4], chapter: 1 },
  'known-by-address-and-browser': { notes: [4], chapter: 1 },
  'one-session-for-each-client': { notes: [4], chapter: 2 },
  'cookies-are-text-files': { notes: [1], chapter: 2 },
  'sent-back-with-every-request': { notes: [1, 2, 3, 4, 5], chapter: 2 },
  'what-a-session-keeps': { notes: [1, 2, 3, 5], chapter: 3 },
  'json-in-a-cookie': { notes: [2], chapter: 3 },
  'cookie-is-client-data-session-is-server-data': { notes: [3, 4], chapter: 4 },
  'permissions-in-cookies': { notes: [1], chapter: 4 },
  'client-side-is-easily-manipulated': { notes: [1, 2, 3], chapter: 4 },
  'encrypt-or-sign': { notes: [2], chapter: 5 },
  'secret-key-encrypts': { notes: [2], chapter: 5 },
  'base64-to-be-looked-at-not-modified': { notes: [4], chapter: 5 },
  'flask-stores-on-the-server': { notes: [3], chapter: 5 },
  'set-get-and-pop': { notes: [1, 2, 3, 4, 5], chapter: 5 },
  'keys-in-the-source': { notes: [1, 2, 3, 4, 5], chapter: 5 },
  'key-in-a-file-outside-git': { notes: [2], chapter: 5 },
  'token-urlsafe-of-16': { notes: [4], chapter: 5 },
  'links-to-old-flask': { notes: [4], chapter: 5 },
  'about-4-kb': { notes: [2], chapter: 7 },
  'logout-removes-data-on-the-server': { notes: [2], chapter: 7 },
  'id-at-the-first-visit': { notes: [3, 4, 5], chapter: 8 },
  'files-databases-redis': { notes: [1, 2, 3], chapter: 8 },
  'memory-is-lost-at-restart': { notes: [3], chapter: 8 },
  'no-lookup-is-faster': { notes: [2], chapter: 8 },
  'server-side-is-more-secure': { notes: [1, 2, 3, 5], chapter: 8 },
  'flask-provides-login-required': { notes: [1], chapter: 9 },
  'redirected-when-not-logged-in': { notes: [2], chapter: 9 },
  'protect-chosen-routes': { notes: [2], chapter: 9 },
  'debug-mode-and-no-password': { notes: [2, 3], chapter: 9 },
  'authentication-and-authorization': { notes: [1, 2, 5], chapter: 9 },
  'roles-and-bans': { notes: [5], chapter: 10 },
  'id-by-cookie-or-url': { notes: [3], chapter: 11 },
  'random-ids-prevent-hijacking': { notes: [3, 5], chapter: 11 },
  'names-without-escaping': { notes: [1, 2, 5], chapter: 12 },
  'time-outs-and-address-against-theft': { notes: [1], chapter: 12 },
  'flags-for-shared-machines': { notes: [2], chapter: 12 },
  'new-id-at-login': { notes: [5], chapter: 13 },
  'nothing-cleared-at-login': { notes: [1, 2, 3, 4, 5], chapter: 13 },
  'csrf-cannot-be-told-apart': { notes: [1, 2], chapter: 14 },
  'origin-and-tokens-by-default': { notes: [1, 2], chapter: 14 },
  'time-outs-and-clean-up': { notes: [1, 2, 3, 5], chapter: 15 },
  'lifetime-destroys-idle-sessions': { notes: [3], chapter: 15 },
  'logout-by-get': { notes: [2], chapter: 15 },
  'secure-sends-by-secure-http': { notes: [4], chapter: 16 },
  'https-against-tampering': { notes: [2], chapter: 16 },
  'httponly-and-secure-are-the-flags': { notes: [2, 5], chapter: 16 },
  'tls-cannot-be-intercepted': { notes: [1, 2, 3, 5], chapter: 16 },
  'audits-and-the-summary': { notes: [2, 5], chapter: 16 },
} as const satisfies Record<string, MetIn>;

interface MetIn {
  /** The notes that say it, by the numbers that docs/teaching.md gives them. */
  notes: readonly number[];
  /** The chapter in which it is met; others may come back to it. */
  chapter: number;
}

export type LectureClaim = keyof typeof lectureClaims;
