import { expect } from 'vitest';
import { type Answer, request } from './http.ts';

/** Ways by which requests once came past a proxy file, or asked for a page in another form. */
export const DISGUISES: Record<string, string>[] = [
  {},
  { 'x-middleware-subrequest': 'proxy' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
  { RSC: '1' },
  { RSC: '1', 'Next-Router-Prefetch': '1' },
  { RSC: '1', 'Next-Router-Prefetch': '2' },
  { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_full' },
  { RSC: '1', 'Next-Router-State-Tree': '%5B%22%22%2C%7B%7D%2Cnull%2C%22refetch%22%5D' },
  { 'x-nextjs-data': '1' },
  { 'x-invoke-path': '/style', 'x-invoke-status': '200' },
  { 'x-matched-path': '/style' },
  { purpose: 'prefetch' },
];

/** One page's address, written in ways that a router and a proxy file may read differently. */
export const spellings = (path: string): string[] => [
  path,
  `/${path}`,
  `${path}/`,
  `${path};x`,
  path.replace(/^\/(.)/, (_, letter) => `/%${letter.charCodeAt(0).toString(16)}`),
  `/.${path}`,
  `/style/..${path}`,
  `/style/%2e%2e${path}`,
  `/%2e${path}`,
  `/\\${path.slice(1)}`,
  `/%5c${path.slice(1)}`,
  path.toUpperCase(),
  `${path}.rsc`,
  `${path}.txt`,
  `${path}.html`,
  `${path}.json`,
  `${path}.segments/_tree.segment.rsc`,
  `${path}.segments/_full.segment.rsc`,
  `${path}.prefetch.rsc`,
  `${path}%00`,
  `${path}%2f`,
  `${path}?_rsc=1`,
  `${path}?__nextLocale=en`,
  `/en${path}`,
  `/_next/data/build${path}.json`,
  `/_next${path}`,
  `/_next/..${path}`,
  `/_next/static/..${path}`,
  `/(account)${path}/page`,
];

const REDIRECTS_LIMIT = 3;

/** Asks for a page and goes on asking where it is sent on to, with the same headers; every answer on the way. */
export async function answersOnTheWay(
  server: { port: number; origin: string },
  path: string,
  headers: Record<string, string>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next: string | undefined = path;
  while (next !== undefined && answers.length <= REDIRECTS_LIMIT) {
    const answer: Answer = await request(server, { path: next, headers });
    answers.push(answer);
    const location: string | null = answer.headers.get('location');
    const target: URL | undefined = location === null ? undefined : new URL(location, server.origin);
    next = target && target.pathname !== '/login' ? target.pathname + target.search : undefined;
  }
  return answers;
}

/** Fails when an answer holds one of these texts, or went wrong in the server. */
export function expectNothingOf(privateTexts: string[], answers: Answer[], what: string): void {
  for (const { status, body } of answers) {
    expect(status, what).toBeLessThan(500);
    for (const text of privateTexts) expect(body.includes(text), `${what} shows ${text}`).toBe(false);
  }
}
