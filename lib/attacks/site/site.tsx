/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { type Context, Hono } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Bench } from '@/lib/bench/bench';
import { fontFile } from '@/lib/http/font-file';
import { malloryAddressOf, type Place, type ShopAddress } from '@/lib/http/origins';
import { attacks, findAttack } from '../attacks';
import { resultOf } from '../results';
import { gift, hasIds } from './gift';
import { type Allowed, malloryHeaders } from './headers';
import { Home } from './home';
import { lootOf } from './loot';
import { plant } from './plant';
import { Prize } from './prize';
import { RunPage, WindowPage } from './run-page';
import { runRoutes, SHARED_HOST } from './run-routes';
import { runScriptHash, sendScriptHash } from './run-script';
import { FONTS, stylesheet } from './styles';
import { TrickPage } from './trick-page';
import { isTrick, type TrickName, trickOf } from './tricks';

/** What Mallory's site knows of a request besides what is in it. */
export interface MallorySite {
  Bindings: {
    bench: Bench;
    place: Place;
    /** Where the visitor has the site and its shops. */
    victim: Place;
    /** The bench's shop there. */
    shop: ShopAddress;
    /** The request came to a sub-host of the bench's own host, not to her own site. */
    isSubHost: boolean;
  };
}

/** Mallory's site: one corner for each bench, and the sub-host of its shop that she has taken over. */
export const site = new Hono<MallorySite>();

/** The tricks of her first page, in this order. */
const LISTED: readonly TrickName[] = ['form', 'link', 'picture', 'login', 'logout'];

const NOTHING = 'There is nothing at this address.\n';

site.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(malloryHeaders())) if (!c.res.headers.has(name)) c.header(name, value);
});

site.get('/plant', plant);
site.use(async (c, next) => (c.env.isSubHost ? c.text(NOTHING, 404) : next()));

site.get('/_style.css', (c) => file(c, stylesheet, 'text/css; charset=utf-8'));
for (const [name, font] of Object.entries(FONTS)) {
  site.get(`/${name}`, async (c) => file(c, await fontFile(font), 'font/woff2'));
}

site.get('/', (c) => {
  const { bench, victim, shop } = c.env;
  const tricks = LISTED.map((name) => trickOf(name, bench, shop));
  const runs = shop.ownHost ? attacks.filter(({ by }) => by === 'browser') : [];
  const { otherSite } = malloryAddressOf(victim, bench.id);
  return show(
    c,
    <Home
      {...wayBack(c)}
      otherSite={otherSite}
      tricks={tricks}
      hasIds={hasIds(bench, shop)}
      runs={runs}
      loot={lootOf(bench)}
    />,
  );
});

site.get('/trick/:name', (c) => {
  const name = c.req.param('name');
  if (!isTrick(name)) return c.text(NOTHING, 404);
  const { bench, shop } = c.env;
  const sendsItself = c.req.query('by') === 'itself' && shop.ownHost && name !== 'picture';
  const page = <TrickPage {...wayBack(c)} trick={trickOf(name, bench, shop)} sendsItself={sendsItself} />;
  return show(c, page, { pictures: shop.origin, scripts: sendsItself ? [sendScriptHash] : [] });
});

site.get('/gift', gift);

// What a link and a script of the guestbook lead to. What came with the request stands in her journal.

site.get('/prize', (c) => show(c, <Prize {...wayBack(c)} />));
site.get('/stolen', (c) => c.body(null, 204));

// Whole attacks in the visitor's own browser.

site.get('/_window', (c) => show(c, <WindowPage {...wayBack(c)} />));

site.get('/run/:attack', (c) => {
  const attack = findAttack(c.req.param('attack'));
  if (attack?.by !== 'browser') return c.text(NOTHING, 404);
  const { bench, shop } = c.env;
  const refused = shop.ownHost ? attack.meaningless(bench.policy) : SHARED_HOST;
  const page = <RunPage {...wayBack(c)} attack={attack} refused={refused} result={resultOf(bench, attack.name)} />;
  return show(c, page, { scripts: refused === null ? [runScriptHash] : [] }, refused === null ? 200 : 409);
});

site.route('/_run', runRoutes);

site.all('*', (c) => c.text(NOTHING, 404));

type MalloryContext = Context<MallorySite>;

/** Where this corner is, and the page of its bench, for whoever came by this host. */
function wayBack({ env: { bench, victim } }: MalloryContext) {
  return { base: malloryAddressOf(victim, bench.id).base, bench: `${victim.origin}/bench/${bench.id}` };
}

function show(c: MalloryContext, page: JSX.Element, allowed: Allowed = {}, status: ContentfulStatusCode = 200) {
  return c.html(`<!DOCTYPE html>${page}`, status, malloryHeaders(allowed));
}

function file(c: MalloryContext, content: string | Uint8Array<ArrayBuffer>, type: string) {
  return c.body(content, 200, { ...malloryHeaders(), 'Content-Type': type, 'Cache-Control': 'max-age=3600' });
}
