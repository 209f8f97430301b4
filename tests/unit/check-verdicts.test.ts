import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Findings, findingsOf } from '@/lib/check/findings';
import { groupsOf } from '@/lib/check/rows';
import type { Seen } from '@/lib/check/seen';
import { verdictsOf } from '@/lib/check/verdicts';

/** What checks saw in real browsers; each was recorded from `/api/check/<key>` at the end of its walk. */
type Recorded = 'chromium' | 'firefox' | 'loopback' | 'lan' | 'lan-of-two' | 'unresolved' | 'no-script';

const rooms: Record<Recorded, Seen> = JSON.parse(
  readFileSync(new URL('../harness/rooms.json', import.meta.url), 'utf8'),
);

const found = (room: Recorded): Findings => findingsOf(rooms[room]);

/** The numbers of the chapters, by what is said of them. */
function chaptersBy(findings: Findings): Record<string, number[]> {
  const chapters: Record<string, number[]> = {};
  for (const { chapter, kind } of verdictsOf(findings)) {
    chapters[kind] ??= [];
    chapters[kind].push(chapter);
  }
  return chapters;
}

const differing = (findings: Findings) =>
  groupsOf(findings)
    .flatMap(({ rows }) => rows)
    .filter(({ agrees }) => agrees === false)
    .map(({ what }) => what);

const ALL_BUT_HTTPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const ALONE = [1, 3, 4, 5, 6, 7, 8, 9, 10, 15];

describe('recorded rooms', () => {
  test('Chromium at the site’s own name shows all but what HTTPS is for', () => {
    expect(chaptersBy(found('chromium'))).toEqual({ works: ALL_BUT_HTTPS, scripted: [16] });
    expect(differing(found('chromium'))).toEqual([]);
  });

  test('Firefox does too; it does not tell how long it keeps a cookie', () => {
    expect(chaptersBy(found('firefox'))).toEqual({ works: ALL_BUT_HTTPS, scripted: [16] });
    expect(found('chromium').days).toBe(400);
    expect(found('firefox')).toEqual({ ...found('chromium'), days: null, eventMilliseconds: expect.any(Number) });
  });

  test('at 127.0.0.1 Mallory is at localhost, and what needs a host of the shop’s own is to be opened by name', () => {
    expect(chaptersBy(found('loopback'))).toEqual({
      works: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15],
      instead: [11, 12, 13],
      scripted: [16],
    });
    expect(verdictsOf(found('loopback'))[11]?.instead).toMatch(/by its own name/);
    expect(found('loopback').crossSite.lax).toMatchObject({ link: true, form: false });
  });

  test('a browser that cannot resolve the names is attacked from there too', () => {
    expect(found('unresolved').reached).toEqual({ shop: false, subHost: false, mallory: true });
    expect(chaptersBy(found('unresolved'))).toMatchObject({
      works: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 15],
      instead: [11, 13],
      scripted: [12, 16],
    });
  });

  test('a phone on a LAN of one kind of address cannot be attacked from another site, and shows what Secure is for', () => {
    expect(chaptersBy(found('lan'))).toEqual({ works: [...ALONE, 16], instead: [2, 11, 13], scripted: [12, 14] });
    expect(found('lan')).toMatchObject({ secureKept: false, fetchMetadata: null, crossSite: { lax: { form: null } } });
  });

  test('where there are IPv4 and IPv6 it can', () => {
    expect(chaptersBy(found('lan-of-two'))).toEqual({
      works: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16],
      instead: [11, 13, 14],
      scripted: [12],
    });
    expect(found('lan-of-two')).toMatchObject({ secureKept: false, crossSite: { lax: { link: true, form: false } } });
    expect(verdictsOf(found('lan-of-two'))[13]?.instead).toMatch(/Leave SameSite unset/);
  });

  test('without script the navigations still tell, and what only a script sees is not claimed', () => {
    expect(chaptersBy(found('no-script'))).toEqual({
      works: ALL_BUT_HTTPS.filter((chapter) => chapter !== 12),
      scripted: [12, 16],
    });
    expect(found('no-script')).toMatchObject({
      httpOnlyHidden: null,
      back: null,
      stream: null,
      popup: null,
      days: null,
    });
    expect(found('no-script').crossSite.lax).toEqual({ link: true, form: false, frame: false, fetch: null });
    expect(verdictsOf(found('no-script'))[8]?.reason).toMatch(/by hand/);
  });
});

describe('what would be said elsewhere', () => {
  const chromium = found('chromium');
  const kindOf = (chapter: number, changes: Partial<Findings>) => verdictsOf({ ...chromium, ...changes })[chapter - 1];

  test('before anything is measured nothing is claimed', () => {
    const begun: Seen = { ...rooms.chromium, stations: {}, told: {} };
    expect(chaptersBy(findingsOf(begun))).toEqual({
      'not-measured': Array.from({ length: 16 }, (_, index) => index + 1),
    });
    expect(differing(findingsOf(begun))).toEqual([]);
  });

  test.each<[string, number, Partial<Findings>, string]>([
    ['no cookie at all', 1, { kept: false }, 'scripted'],
    ['no cookie in a frame', 5, { framed: false }, 'instead'],
    ['the shops’ hosts out of reach', 3, { reached: { shop: false, subHost: false, mallory: true } }, 'instead'],
    ['a cookie of 4,097 bytes kept', 7, { large: 'replaced' }, 'scripted'],
    ['both cookies gone', 7, { large: 'gone' }, 'scripted'],
    ['a page shown again after logout', 9, { back: 'shown' }, 'instead'],
    ['HttpOnly cookies read by scripts', 12, { httpOnlyHidden: false }, 'scripted'],
    ['no cookie planted', 13, { planted: false }, 'instead'],
    ['a window blocked', 14, { popup: false }, 'instead'],
    ['a connection by HTTPS', 16, { connection: 'https' }, 'scripted'],
  ])('%s changes chapter %i', (_what, chapter, changes, kind) => {
    expect(kindOf(chapter, {})?.kind).toBe(chapter === 16 ? 'scripted' : 'works');
    expect(kindOf(chapter, changes)?.kind).toBe(kind);
  });

  const noCookie = { link: false, form: false, frame: false, fetch: false };

  test('SameSite decides about CSRF', () => {
    const { crossSite } = chromium;
    const kind = (changes: Partial<Findings['crossSite']>) =>
      kindOf(14, { crossSite: { ...crossSite, ...changes } })?.kind;
    expect(kind({ 'none-secure': noCookie })).toBe('instead');
    expect(kind({ 'none-secure': noCookie, unset: noCookie })).toBe('scripted');
    expect(kind({ lax: { ...crossSite.lax, form: true } })).toBe('scripted');
  });

  test('a stream that is held up does not stop a chapter, but is named', () => {
    expect(kindOf(8, { stream: 'late' })).toMatchObject({
      kind: 'works',
      reason: expect.stringMatching(/every two seconds/),
    });
  });

  test('what differs from the RFC is marked', () => {
    const changes: Partial<Findings> = { large: 'replaced', days: 800, secureKept: false };
    expect(differing({ ...chromium, ...changes })).toEqual(['Max-Age of 800 days (5.5)', 'Of 4,097 bytes']);
    expect(differing({ ...chromium, connection: 'https', secureKept: false })).toEqual(['Secure (4.1.2.5)']);
    expect(differing({ ...chromium, crossSite: { ...chromium.crossSite, strict: chromium.crossSite.lax } })).toEqual([
      'SameSite=Strict',
    ]);
  });

  test('a request that came from the same site says nothing about another one', () => {
    const seen = structuredClone(rooms.chromium);
    for (const sighting of Object.values(seen.stations)) sighting.from = 'same-site';
    expect(findingsOf(seen).crossSite.lax).toEqual({ link: null, form: null, frame: null, fetch: null });
  });
});
