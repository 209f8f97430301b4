import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretFlaw } from '@/lib/shop/secrets';
import { MAX_COOKIE_BYTES } from '@/lib/wire/jar';
import { newBench, type TestBench } from '../harness/benches.ts';
import { chapters } from '../harness/chapters.ts';
import type { Answer } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** What the prose says of this shop, in numbers and in bytes, is held against the running thing. */

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const start = (slug: string) => chapters.find((chapter) => chapter.slug === slug)?.start;
const benchOf = (slug: string, changes?: object): Promise<TestBench> =>
  newBench(server, start(slug)).then(async (bench) => {
    if (changes) await bench.change(changes);
    return bench;
  });
const lineOf = ({ setCookies }: Answer) => setCookies[0] ?? '';
const cookieValue = (answer: Answer) => /^[^=]+=([^;]*)/.exec(lineOf(answer))?.[1] ?? '';

/** The id that a visitor is given at first, and the next one. */
async function twoIds(idGenerator: string): Promise<string[]> {
  const bench = await benchOf('11-the-id', { idGenerator });
  const one = cookieValue(await bench.visitor.post('/', { count: 'visits' }));
  bench.visitor.jar.removeAllCookiesSync();
  return [one, cookieValue(await bench.visitor.post('/', { count: 'visits' }))];
}

const DAY = 24 * 60 * 60;

/** By chapter: words of the prose, and what they have to be true of. */
const FACTS: Record<string, [string, () => Promise<unknown>][]> = {
  '02-the-cookie': [
    [
      'Set-Cookie: ticket=visits=1; Path=/; Max-Age=3600',
      async () => {
        const bench = await benchOf('02-the-cookie');
        await bench.visitor.post('/', { count: 'visits' });
        const line = lineOf(await bench.visitor.get('/'));
        expect(`Set-Cookie: ${line}`).toBe('Set-Cookie: ticket=visits=1; Path=/; Max-Age=3600');
      },
    ],
  ],
  '03-preferences': [
    [
      'a redirection, 303, with a Set-Cookie',
      async () => {
        const bench = await benchOf('03-preferences');
        const answer = await bench.visitor.post('/preferences', { theme: 'dark', font_size: 'large' });
        expect(answer.status).toBe(303);
        expect(lineOf(answer)).toMatch(/^preferences=theme=dark&font_size=large/);
        expect((await bench.visitor.get('/')).body).toMatch(/<html [^>]*data-theme="dark"/);
      },
    ],
  ],
  '04-in-clear': [
    [
      '`session=user=ada&role=user`',
      async () => expect(lineOf(await (await benchOf('04-in-clear')).logIn())).toMatch(/^session=user=ada&role=user;/),
    ],
  ],
  '06-encrypted': [
    [
      'ada’s seal has 316 characters here; the signed cookie of chapter 5 held the same name and role in 73.',
      async () => {
        const seal = cookieValue(await (await benchOf('06-encrypted')).logIn());
        expect(seal).toHaveLength(316);
        expect(seal).toMatch(/^Fe26\.2\*1\*.*~2$/);
        expect(cookieValue(await (await benchOf('05-signed')).logIn())).toHaveLength(73);
      },
    ],
    [
      'refuses a secret with fewer than 32 characters',
      async () => {
        expect(secretFlaw('encrypted', 'x'.repeat(31))).not.toBeNull();
        expect(secretFlaw('encrypted', 'complex_password_at_least_32_characters_long')).toBeNull();
      },
    ],
    ['has 44, and', async () => expect('complex_password_at_least_32_characters_long').toHaveLength(44)],
  ],
  '07-limits': [
    [
      'Set-Cookie: session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
      async () => {
        const bench = await benchOf('07-limits');
        await bench.logIn();
        const line = lineOf(await bench.visitor.post('/logout'));
        expect(`Set-Cookie: ${line}`).toBe('Set-Cookie: session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax');
      },
    ],
    [
      'takes 14 days',
      async () => {
        const bench = await benchOf('07-limits');
        await bench.logIn();
        await bench.advance(14 * DAY - 60);
        expect(await bench.who()).toBe('ada');
        await bench.advance(14 * DAY + 60);
        expect(await bench.who()).toBeNull();
      },
    ],
    [
      'The third filling leaves the cart at 100.',
      async () => {
        const bench = await benchOf('07-limits');
        const bytes: number[] = [];
        for (const _ of [1, 2, 3]) {
          const value = cookieValue(await bench.visitor.post('/cart', { fill: '50' }));
          bytes.push('session'.length + value.length);
        }
        // The third is too large for any browser, which goes on with the second.
        expect(bytes.map((count) => count <= MAX_COOKIE_BYTES)).toEqual([true, true, false]);
      },
    ],
  ],
  '11-the-id': [
    ['1001, 1002, 1003', async () => expect(await twoIds('counter')).toEqual(['1001', '1002'])],
    [
      'the MD5 of the counter instead: 32 characters',
      async () => expect((await twoIds('hashed-counter'))[0]).toMatch(/^[0-9a-f]{32}$/),
    ],
    ['thirteen digits', async () => expect((await twoIds('clock'))[0]).toMatch(/^\d{13}$/)],
    [
      'The bench’s random ids have 128.',
      async () => expect(Buffer.from((await twoIds('random'))[0] ?? '', 'base64url')).toHaveLength(16),
    ],
  ],
};

describe.each(Object.entries(FACTS))('%s', (slug, facts) => {
  const prose = readFileSync(`app/learn/${slug}/page.mdx`, 'utf8').replace(/\s+/g, ' ');

  test.each(facts)('“%s” stands there, and is true', async (words, isTrue) => {
    expect(prose).toContain(words);
    await isTrue();
  });
});

/** Every sentence of a chapter: its prose, and what its data say, claims of others aside. */
function sentencesOf({ slug, claims, links, listings, start: _, ...told }: (typeof chapters)[number]): string {
  const texts = [readFileSync(`app/learn/${slug}/page.mdx`, 'utf8')];
  const collect = (value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(collect);
  };
  collect(told);
  return texts.join(' ').replace(/\s+/g, ' ');
}

test('chapter 15 asks of the limits that its bench has', () => {
  expect(start('15-expiry')?.policy).toMatchObject({ idleSeconds: 15 * 60, absoluteSeconds: 8 * 60 * 60 });
});

/** Numbers that are not this shop's: of the protocol, of other software, of a story's clock, question or sum. */
const OF_OTHERS =
  /^(200|30[0-9]|40[0-9]|50\d|256|64|128|1970|31|3600|4,096|17|1006|1007|13)$|^(10:0[01]|24|10|15|30|60|50|100|2100|1800|19|9,999|10,000|600,000|10,000,000,000,000)$/;

test('every number of two figures or more is one of these, or stands in a fact', () => {
  for (const chapter of chapters) {
    const { slug } = chapter;
    const told = (FACTS[slug] ?? []).map(([words]) => words).join(' ');
    const numbers = sentencesOf(chapter)
      .replace(
        /<Notes step="\d">|chapters? \d+( (and|to) \d+)?|\d\d-[a-z-]+|Fe26\.2|RFC \d+\w*|SHA-?\d+|AES-256|Base64\w*|base64\w*/g,
        '',
      )
      .match(/\d[\d,:]*\d/g);
    for (const number of numbers ?? []) {
      if (!OF_OTHERS.test(number)) expect(told, `${slug}: ${number}`).toContain(number);
    }
  }
});
