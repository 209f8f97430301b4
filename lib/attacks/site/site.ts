import { Hono } from 'hono';
import type { Bench } from '@/lib/bench/bench';
import type { Place } from '@/lib/http/origins';
import { malloryHeaders } from './headers';
import { plant } from './plant';

/** What Mallory's site knows of a request besides what is in it. */
export interface MallorySite {
  Bindings: {
    bench: Bench;
    place: Place;
    /** The request came to a sub-host of the bench's own host, not to her own site. */
    isSubHost: boolean;
  };
}

/** Mallory's site: one corner for each bench, and the sub-host of its shop that she has taken over. */
export const site = new Hono<MallorySite>();

site.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(malloryHeaders())) if (!c.res.headers.has(name)) c.header(name, value);
});

site.get('/plant', plant);

site.all('*', (c) => c.text('There is nothing at this address.\n', 404));
