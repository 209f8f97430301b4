/** Every attack, in the order of the course (design.md, section 5: the names are part of the outside contract). */
export const ATTACK_NAMES = [
  'read',
  'tamper',
  'crack-secret',
  'replay-after-logout',
  'role-race',
  'guess-id',
  'script-theft',
  'wire-theft',
  'shared-machine',
  'stolen-cookie',
  'fixation',
  'referer-leak',
  'csrf',
  'login-csrf',
  'stale-session',
  'restart',
  'overflow',
] as const;

export type AttackName = (typeof ATTACK_NAMES)[number];
