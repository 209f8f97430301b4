import { Hono } from 'hono';
import { isProvenSameOrigin } from '@/lib/http/same-origin';
import { findAttack } from '../attacks';
import { TooManyAttacks } from '../run-attack';
import { beginRun, findRun } from './runs';
import type { MallorySite } from './site';

/** What the page of a run asks, from its own script: `POST /_run/<attack>` begins one, and tells its key. */
export const runRoutes = new Hono<MallorySite>();

runRoutes.use(async (c, next) => {
  if (!isProvenSameOrigin(c.req.raw.headers, c.env.place.origin)) {
    return c.json({ failed: 'A run is begun from its own page alone.' }, 403);
  }
  return next();
});

runRoutes.post('/:attack', (c) => {
  const { bench, shop } = c.env;
  const attack = findAttack(c.req.param('attack'));
  if (attack?.by !== 'browser') return c.json({ failed: 'No attack of this name needs a browser.' }, 404);
  if (!shop.ownHost) return c.json({ failed: SHARED_HOST }, 409);
  try {
    return c.json({ key: beginRun(bench, attack).key }, 201);
  } catch (error) {
    if (!(error instanceof TooManyAttacks)) throw error;
    return c.json({ failed: error.message }, 429, { 'Retry-After': '60' });
  }
});

runRoutes.post('/:attack/:key', async (c) => {
  const run = findRun(c.env.bench, c.req.param('key'));
  return run ? c.json(await run.next()) : c.json({ failed: 'This run is over.' }, 404);
});

runRoutes.post('/:attack/:key/stop', (c) => {
  findRun(c.env.bench, c.req.param('key'))?.end('The window was closed before the attack was through.');
  return c.json({ done: true });
});

/** Why no browser is driven there: a script would run on the site's own origin. */
export const SHARED_HOST =
  'Here the shop shares its host with the site, so no script may run on it, and this attack is not shown. Open the bench by the site’s own name.';
