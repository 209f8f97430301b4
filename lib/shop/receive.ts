import type { Handler, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ShopContext, ShopEnv } from './answer';
import { checkCsrf, TOKEN_FIELD } from './csrf';
import { type Fields, fieldsOf, MAX_FORM_BYTES, readFields } from './form';
import { Refusal } from './refusal';
import { openSession } from './session';
import { Visit } from './visit';

/** What every page has in common; written when all is decided, refusals included. */
export const addHeaders: MiddlewareHandler<ShopEnv> = async (c, next) => {
  await next();
  const { referrerPolicy } = c.env.policy;
  // Else the browser would show a private page again by Back, after logging out.
  c.header('Cache-Control', 'no-store');
  if (referrerPolicy !== 'unset') c.header('Referrer-Policy', referrerPolicy);
  for (const line of c.get('visit')?.session.setCookieLines ?? []) c.header('Set-Cookie', line, { append: true });
};

/** Opens the session and finds out whose request it is. */
export const openVisit: MiddlewareHandler<ShopEnv> = async (c, next) => {
  const visit = new Visit(c.env, await openSession(c.req.raw, c.env));
  c.set('visit', visit);
  visit.identify();
  // Who is banned may still log out, and log in as somebody else.
  if (c.req.path !== '/login' && c.req.path !== '/logout') visit.refuseBanned();
  await next();
};

export const limitBody: MiddlewareHandler<ShopEnv> = bodyLimit({
  maxSize: MAX_FORM_BYTES,
  onError: () => {
    throw new Refusal(413, `A form of this shop has ${MAX_FORM_BYTES / 1024} KB at most.`);
  },
});

/** Reads the form that a POST sends, and checks that it was one of the shop's own. */
export const receiveForm: MiddlewareHandler<ShopEnv> = async (c, next) => {
  if (c.req.method === 'POST') receive(c, await readFields(c.req.raw));
  await next();
};

/** @throws {Refusal} 403 */
export function receive(c: ShopContext, fields: Fields): void {
  const visit = c.get('visit');
  const step = checkCsrf({ request: c.req.raw, fields, state: visit.state }, c.env);
  if (step) c.env.trace.note(step);
  if (step?.kind === 'csrf-refused') throw new Refusal(403, `This may not be your own wish: ${step.why}.`);
  const { [TOKEN_FIELD]: _token, ...others } = fields;
  visit.fields = others;
}

/**
 * With the switch on, following a link changes what only a form should: RFC 9110, 9.2.1 calls GET safe, and browsers send
 * SameSite=Lax cookies along with it. With the switch off the query says nothing.
 * @param names the fields that the query may bring
 */
export function changeByGet(names: readonly string[], change: Handler<ShopEnv>): MiddlewareHandler<ShopEnv> {
  return async (c, next) => {
    const { search, searchParams } = new URL(c.req.url);
    if (!c.env.policy.stateChangeByGet || !names.some((name) => searchParams.has(name))) return next();
    const isWanted = ([name]: [string, string]) => names.includes(name) || name === TOKEN_FIELD;
    receive(c, Object.fromEntries(Object.entries(fieldsOf(search.slice(1))).filter(isWanted)));
    return change(c, next);
  };
}
