import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { register, request, visitor } from '../harness/http.ts';
import { startServer } from '../harness/server.ts';
import { emptyPageBytes } from './empty-page.ts';
import { atMost, type Measurement } from './figures.ts';
import { scriptsOf } from './scripts-of.ts';

const SHARE_LIMIT_PERCENT = 10;

/** The JavaScript of each account page's first load against that of an empty page, both compressed. */
export async function firstLoad(): Promise<Measurement> {
  await using server = await startServer();
  const noor = visitor(server);
  const { username } = await register(noor);
  const env = { ...process.env, DATABASE_URL: `file:${server.databaseFile}` };
  execFileSync(process.execPath, ['scripts/role.ts', username, 'admin'], { env, stdio: 'ignore' });

  const sizes = new Map<string, number>();
  const sizeOf = async (path: string) => {
    if (!sizes.has(path)) sizes.set(path, gzipSync((await request(server, { path })).bytes).length);
    return sizes.get(path) as number;
  };
  const pages = [
    ...['/', '/register', '/login', '/preferences'].map((path) => ({ path, client: visitor(server) })),
    ...['/profile', '/sessions', '/admin/users'].map((path) => ({ path, client: noor })),
  ];
  const empty = emptyPageBytes();
  const figures = [{ what: 'an empty page', figure: `${(empty / 1000).toFixed(1)} KB`, target: '' }];
  for (const { path, client } of pages) {
    const { status, body } = await client.get(path);
    if (status !== 200) throw new Error(`${path} gave ${status}`);
    let bytes = 0;
    for (const script of scriptsOf(body)) bytes += await sizeOf(script);
    const above = (bytes / empty - 1) * 100;
    figures.push({
      what: `${path}: ${(bytes / 1000).toFixed(1)} KB, above the empty page`,
      ...atMost(above, SHARE_LIMIT_PERCENT, 1, '%'),
    });
  }
  return {
    how: 'JavaScript of a first load: the scripts that the page’s HTML names, gzip, against a Next app of one empty page\nthat is built here with the same version.',
    figures,
  };
}
