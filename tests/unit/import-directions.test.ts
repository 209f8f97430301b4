import { expect, test } from 'vitest';
import { importGraph, pathTo, readSources, type Sources } from '../harness/import-graph.ts';

/**
 * The wall between the account app and the shop, and the one direction of imports. The linter says the same while one
 * types, but sees no `require`, no computed import and nothing that is reached through a third file.
 */

const FORBIDDEN: Record<string, string[]> = {
  'lib/course/': ['app/', 'lib/account/', 'lib/check/'],
  'lib/attacks/': ['app/', 'lib/account/', 'lib/course/', 'lib/check/'],
  'lib/check/': ['app/', 'lib/account/', 'lib/course/', 'lib/attacks/'],
  'lib/bench/': ['app/', 'lib/account/', 'lib/course/', 'lib/attacks/', 'lib/check/'],
  'lib/shop/': ['app/', 'lib/account/', 'lib/course/', 'lib/attacks/', 'lib/bench/', 'lib/check/'],
  'lib/wire/': ['app/', 'lib/account/', 'lib/course/', 'lib/attacks/', 'lib/bench/', 'lib/check/', 'lib/shop/'],
  'lib/account/': ['app/', 'lib/course/', 'lib/attacks/', 'lib/bench/', 'lib/check/', 'lib/shop/', 'lib/wire/'],
  'lib/http/': [
    'app/',
    'lib/account/',
    'lib/course/',
    'lib/attacks/',
    'lib/bench/',
    'lib/check/',
    'lib/shop/',
    'lib/wire/',
  ],
  'lib/': ['app/'],
};

const isClient = (path: string) => path.startsWith('lib/generated/prisma');
const mayUseClient = (path: string) => path === 'lib/db.ts' || path.startsWith('lib/account/') || isClient(path);

/** Of the database each part sees its own tables and nothing else. */
const MAY_SEE: [part: RegExp, tables: string][] = [
  [/^lib\/(attacks|bench|shop)\//, 'benchTables'],
  [/^lib\/course\//, 'courseTables'],
];

/** Every file that takes more of lib/db.ts than it may. */
function seeingAllTables(sources: Sources): string[] {
  return MAY_SEE.flatMap(([part, tables]) => {
    const allowed = new RegExp(
      `^import \\{ (${tables}|isDatabaseFailure)(, isDatabaseFailure)? \\} from '[^']+';$`,
      'gm',
    );
    const withoutAllowed = new Map([...sources].map(([path, text]) => [path, text.replace(allowed, '')]));
    return [...importGraph(withoutAllowed)]
      .filter(([path, targets]) => part.test(path) && targets.some((file) => /^lib\/db\b/.test(file)))
      .map(([path]) => path);
  });
}

/** Every way by which one part reaches what it must not, written as `a → b → c`. */
function violations(sources: Sources): string[] {
  const graph = importGraph(sources);
  const found: string[] = [];
  for (const [path, targets] of graph) {
    if (isClient(path)) continue;
    if (targets.includes('?')) found.push(`${path} → a computed import`);
    if (!mayUseClient(path) && targets.some(isClient)) found.push(`${path} → the database client`);
    for (const [part, others] of Object.entries(FORBIDDEN)) {
      if (!path.startsWith(part)) continue;
      const way = pathTo(path, graph, (target) => others.some((other) => `${target}/`.startsWith(other)));
      if (way) found.push(way.join(' → '));
    }
  }
  return [...new Set(found)];
}

// Every file is parsed, and a busy machine takes its time.
test('S67 imports point one way, and the account app and the shop do not know each other', () => {
  const sources = readSources('.', ['app', 'lib']);
  expect(sources.size).toBeGreaterThan(2);
  expect(violations(sources)).toEqual([]);
}, 30_000);

test('the shop, the benches and the course see no table but their own', () => {
  expect(seeingAllTables(readSources('.', ['lib']))).toEqual([]);
});

test.each([
  `import { db } from '@/lib/db';`,
  `import { benchTables, db } from '@/lib/db';`,
  `import { db as benchTables } from '@/lib/db';`,
  `import * as database from '../../db';`,
  `export * from '../../db';`,
  `const { db } = await import('../../db');`,
  `import { benchTables } from '@/lib/db';\nimport { db } from '@/lib/db';`,
])('the shop must not say %s', (text) => {
  expect(seeingAllTables(new Map([['lib/shop/stores/sql.ts', text]]))).toEqual(['lib/shop/stores/sql.ts']);
});

test.each([
  ['lib/shop/stores/sql.ts', 'benchTables', 'courseTables'],
  ['lib/course/notebooks.ts', 'courseTables', 'benchTables'],
])('%s may say %s, and not %s', (path, own, other) => {
  const saying = (tables: string) => new Map([[path, `import { ${tables} } from '@/lib/db';`]]);
  expect(seeingAllTables(saying(own))).toEqual([]);
  expect(seeingAllTables(saying(other))).toEqual([path]);
});

const FORMS: [string, string][] = [
  ['a named import', `import { a } from '@/lib/account/session';`],
  ['a type import', `import type { A } from '../account/session';`],
  ['an import for its effect', `import '../account/session.ts';`],
  ['a re-export', `export { a } from '../account/session';`],
  ['a re-export of everything', `export * from '../account/session';`],
  ['a dynamic import', `const a = () => import('../account/session');`],
  ['a dynamic import in a template', 'const a = () => import(`../account/session`);'],
  ['an import in a type', `let a: import('../account/session').A;`],
  ['require', `const a = require('../account/session');`],
  ['import = require', `import a = require('../account/session');`],
  ['a worker', `new Worker(new URL('../account/session.ts', import.meta.url));`],
  ['an import through a third file', `import '../log';`],
  ['an import of the folder', `import '../account';`],
  ['an import through an untidy path', `import '@/app/../lib/account/session';`],
  ['a file that does not exist yet', `import '@/lib/account/nothing';`],
];

for (const [form, text] of FORMS) {
  test(`${form} over the wall is caught`, () => {
    const sources = new Map([
      ['lib/account/session.ts', 'export const a = 1;'],
      ['lib/account/index.ts', ''],
      ['lib/log.ts', `export * from './account/session';`],
      ['lib/shop/app.tsx', text],
    ]);
    expect(violations(sources)).toEqual([expect.stringMatching(/^lib\/shop\/app\.tsx → .*lib\/account/)]);
  });
}

test.each([
  ['lib/wire/record.ts', `import '@/lib/shop/policy';`],
  ['lib/shop/app.tsx', `import '@/lib/bench/create';`],
  ['lib/bench/create.ts', `import '@/lib/attacks/tamper';`],
  ['lib/attacks/tamper.ts', `import '@/lib/course/hand';`],
  ['lib/course/hand.ts', `import '@/lib/account/session';`],
  ['lib/account/users.ts', `import '@/lib/course/notebooks';`],
  ['lib/check/front.ts', `import '@/lib/attacks/tamper';`],
  ['lib/attacks/tamper.ts', `import '@/lib/check/front';`],
  ['lib/account/users.ts', `import '@/lib/wire/record';`],
  ['lib/http/body.ts', `import '@/lib/wire/record';`],
  ['lib/log.ts', `import '@/app/page';`],
  ['lib/shop/stores/sql.ts', `import '@/lib/generated/prisma/client';`],
  ['app/page.tsx', `import '@/lib/generated/prisma/client';`],
  ['lib/shop/load.ts', 'export const load = (name: string) => import(name);'],
])('%s must not say %s', (path, text) => {
  expect(violations(new Map([[path, text]]))).toHaveLength(1);
});

test.each([
  ['app/page.tsx', `import '@/lib/attacks/tamper'; import '@/lib/account/session';`],
  ['lib/course/hand.ts', `import '../attacks/tamper'; import '../bench/create'; import '../wire/record';`],
  ['lib/attacks/tamper.ts', `import '../bench/create'; import '../shop/app'; import '../wire/record';`],
  ['lib/bench/create.ts', `import '../shop/app'; import '../wire/record'; import '../http/body';`],
  ['lib/shop/app.tsx', `import '../wire/record'; import 'next/server'; import './account-page';`],
  ['lib/account/users.ts', `import '../db'; import '../env'; import '@/lib/generated/prisma/client';`],
  ['lib/db.ts', `import './generated/prisma/client.ts';`],
])('%s may say %s', (path, text) => {
  expect(violations(new Map([[path, text]]))).toEqual([]);
});
