/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { WhoAreYou } from './pages/profile';
import { Refused } from './pages/refused';
import { LOGIN_CHALLENGE, LoginRequired, Refusal } from './refusal';
import { emptySession } from './session';
import { Visit } from './visit';
import type { World } from './world';

/** What the shop's routes work with. */
export interface ShopEnv {
  Bindings: World;
  Variables: { visit: Visit };
}

export type ShopContext = Context<ShopEnv>;

/** Answers with a page, once the session is saved: its links may carry an id that saving has just issued. */
export async function show(c: ShopContext, page: JSX.Element, status: ContentfulStatusCode = 200, headers = {}) {
  const visit = c.get('visit');
  visit.provideToken();
  await visit.session.save();
  return html(c, page, status, headers);
}

/** A page is only written out here, not where its element is made: by now the visit is all it will be. */
function html(c: ShopContext, page: JSX.Element, status: ContentfulStatusCode, headers = {}) {
  return c.html(`<!DOCTYPE html>${page}`, status, headers);
}

/** 303: what was sent is done, and the next page is to be fetched by GET, so that a reload repeats nothing. */
export async function goTo(c: ShopContext, path: string) {
  const visit = c.get('visit');
  await visit.session.save();
  return c.redirect(visit.link(path), 303);
}

/** The page that says why something was not done. What is not a refusal is a fault of ours, and is thrown on. */
export async function answerRefusal(error: Error, c: ShopContext): Promise<Response> {
  try {
    if (error instanceof LoginRequired) return await askForLogin(c);
    if (error instanceof Refusal) return await refuse(c, error);
    if (!isStoreUnavailable(error)) throw error;
  } catch (further) {
    if (!isStoreUnavailable(further)) throw further;
  }
  return sayStoreIsAway(c);
}

/** By name: the shop does not care which store it is, and each may bring the error from elsewhere. */
const isStoreUnavailable = (error: unknown) => error instanceof Error && error.name === 'StoreUnavailable';

async function askForLogin(c: ShopContext) {
  const visit = c.get('visit');
  const because = 'Nobody is logged in, and this needs somebody.';
  // Where nothing is kept, logging in first would lead here again.
  if (visit.world.policy.mechanism === 'none') {
    visit.world.trace.note({ kind: 'refused', status: 401, why: because });
    return show(c, <WhoAreYou visit={visit} />, 401, LOGIN_CHALLENGE);
  }
  visit.world.trace.note({ kind: 'refused', status: 303, why: because });
  return goTo(c, `/login?next=${encodeURIComponent(c.req.path).replaceAll('%2F', '/')}`);
}

async function refuse(c: ShopContext, { status, message, headers }: Refusal) {
  const visit = c.get('visit');
  visit.world.trace.note({ kind: 'refused', status, why: message });
  return show(c, <Refused visit={visit} sentence={message} />, status, headers);
}

/** Without the store nobody is known, so the page is nobody's, and nothing is saved. */
function sayStoreIsAway(c: ShopContext) {
  const sentence = 'The store of the sessions does not answer, so the shop cannot tell who you are. Try again soon.';
  c.env.trace.note({ kind: 'refused', status: 503, why: sentence });
  const visit = new Visit(c.env, emptySession(c.req.raw, c.env));
  return html(c, <Refused visit={visit} sentence={sentence} />, 503);
}
