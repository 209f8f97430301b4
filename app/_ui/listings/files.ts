/** The source that each page shows of itself, in the order of reading. A path that does not exist fails the build. */
export const sources = {
  home: ['app/page.tsx', 'app/_ui/seen.tsx', 'lib/account/visitor.ts', 'lib/account/session.ts'],
  register: [
    'app/(account)/register/submit.ts',
    'app/(account)/register/form.tsx',
    'lib/account/password.ts',
    'lib/account/names.ts',
    'lib/account/users.ts',
  ],
  login: [
    'app/(account)/login/submit.ts',
    'app/(account)/login/form.tsx',
    'lib/account/log-in.ts',
    'lib/account/throttle.ts',
    'lib/account/hashing.ts',
  ],
  profile: ['app/(account)/profile/page.tsx', 'app/(account)/profile/submit.ts', 'lib/account/guards.ts', 'proxy.ts'],
  sessions: ['app/(account)/sessions/submit.ts', 'app/(account)/sessions/form.tsx', 'lib/account/sessions.ts'],
  preferences: [
    'app/(account)/preferences/submit.ts',
    'app/(account)/preferences/form.tsx',
    'app/layout.tsx',
    'lib/account/session.ts',
  ],
  admin: ['app/(account)/admin/users/submit.ts', 'app/(account)/admin/users/page.tsx', 'lib/account/guards.ts'],
  style: ['app/_ui/listings/files.ts', 'app/_ui/field.tsx', 'app/_ui/styles/tokens.css', 'scripts/listings.ts'],
} as const satisfies Record<string, readonly string[]>;

export type PageWithSource = keyof typeof sources;
