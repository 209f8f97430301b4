/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { type Handler, Hono } from 'hono';
import { getPathNoStrict } from 'hono/utils/url';
import { z } from 'zod';
import { safePath } from '@/lib/http/safe-path';
import { answerRefusal, goTo, type ShopContext, type ShopEnv, show } from './answer';
import { bindingOf } from './binding';
import { newToken } from './csrf';
import { parseFields } from './form';
import { MARKUP_NAMES } from './guestbook-markup';
import { overLimit } from './limits';
import { Admin } from './pages/admin';
import { Cart } from './pages/cart';
import { Checkout, Ordered } from './pages/checkout';
import { Email } from './pages/email';
import { Guestbook, MAX_TEXT } from './pages/guestbook';
import { Home } from './pages/home';
import { Login, Welcome } from './pages/login';
import { Preferences } from './pages/preferences';
import { Profile } from './pages/profile';
import { addHeaders, changeByGet, limitBody, openVisit, receive, receiveForm } from './receive';
import { LOGIN_CHALLENGE, Refusal } from './refusal';
import { isSameText } from './same-text';
import { stateFields } from './state';
import { findTea, kindOf, MAX_PACKETS, newSample } from './teas';
import type { World } from './world';

/**
 * The shop: one app for all benches, `app.fetch(request, world)`. It knows of each bench what {@link World} says and
 * nothing else. The request's path may begin with `world.base` or be without it.
 */
export const app = new Hono<ShopEnv>({
  // "No strict": a slash at the end of a path makes no difference.
  getPath: (request, options) => withoutBase(getPathNoStrict(request), options?.env?.base ?? ''),
});

function withoutBase(path: string, base: string): string {
  const isBelow = base !== '' && (path === base || path.startsWith(`${base}/`));
  return isBelow ? path.slice(base.length) || '/' : path;
}

app.onError(answerRefusal);
app.use(addHeaders, openVisit, limitBody, receiveForm);

// Home. Visits are counted from when the visitor asks for it, so that a first visit leaves no cookie behind.

app.get('/', (c) => {
  const visit = c.get('visit');
  const { visits } = visit.state;
  if (visits !== undefined) visit.session.change({ visits: Math.min(visits + 1, 1_000_000) });
  return show(c, <Home visit={visit} />);
});

app.post('/', (c) => {
  const visit = c.get('visit');
  parseFields(z.strictObject({ count: z.literal('visits') }), visit.fields);
  visit.session.change({ visits: 0 });
  visit.did('began to count visits');
  return goTo(c, '/');
});

// Logging in and out.

const loginForm = z.strictObject({
  username: z.string().min(1).max(40),
  password: z.string().min(1).max(200),
  next: z.string().max(2000).optional(),
});
const rememberingForm = loginForm.extend({ remember: z.literal('yes').optional() });

app.get('/login', (c) => {
  return show(c, <Login visit={c.get('visit')} next={safePath(c.req.query('next'), '/')} />);
});

app.post('/login', async (c) => {
  const visit = c.get('visit');
  const { policy, trace, users } = c.env;
  const form = parseFields(policy.remember ? rememberingForm : loginForm, visit.fields);
  const next = safePath(form.next, '/');
  const user = users.find(form.username);
  // Also for a name that is unknown, so that neither words nor time tell which names there are.
  const isRight = isSameText(user?.password ?? '', form.password);
  if (!user || !isRight) {
    const wrong = 'That name and password do not belong together.';
    trace.note({ kind: 'refused', status: 401, why: wrong });
    const page = <Login visit={visit} next={next} wrong={wrong} username={form.username} />;
    return show(c, page, 401, LOGIN_CHALLENGE);
  }
  visit.did(`found that ${user.username}'s password is right`);
  if (user.banned) {
    trace.note({ kind: 'banned', user: user.username, noticed: true });
    throw new Refusal(403, `${user.username} is banned from this shop.`);
  }
  if (policy.mechanism === 'none') {
    visit.isFor(user.username);
    return show(c, <Welcome visit={visit} username={user.username} />);
  }
  logIn(c, user.username, user.role, 'remember' in form);
  return goTo(c, next);
});

/** Cart, preferences and whatever else the visitor had stay; what somebody else may know of the session does not. */
function logIn(c: ShopContext, user: string, role: z.infer<typeof stateFields.role>, remember: boolean) {
  const visit = c.get('visit');
  const { policy } = c.env;
  visit.session.change({
    user,
    role,
    remember: remember || undefined,
    bound_to: bindingOf(c.req.raw, c.env) ?? undefined,
    csrf_token: policy.csrf === 'token' ? newToken() : undefined,
  });
  if (policy.mechanism !== 'server' || policy.renewAtLogin) visit.session.renew();
  visit.identify();
  visit.readRole();
}

async function logOut(c: ShopContext) {
  const visit = c.get('visit');
  await visit.session.destroy();
  visit.identify();
  return goTo(c, '/');
}

app.post('/logout', (c) => {
  parseFields(z.strictObject({}), c.get('visit').fields);
  return logOut(c);
});

app.get('/logout', (c, next) => {
  if (!c.env.policy.logoutByGet) return next();
  const token = c.req.query('csrf_token');
  receive(c, token === undefined ? {} : { csrf_token: token });
  return logOut(c);
});

// What needs somebody logged in.

app.get('/profile', (c) => {
  const visit = c.get('visit');
  return show(c, <Profile visit={visit} username={visit.requireUser()} />);
});

const emailForm = z.strictObject({ email: z.email('That is no e-mail address.').max(200) });

async function changeEmail(c: ShopContext) {
  const visit = c.get('visit');
  const user = visit.requireUser();
  const { email } = parseFields(emailForm, visit.fields);
  if (!c.env.users.find(user)) throw new Refusal(409, `The shop has no user called "${user}".`);
  // First what can fail.
  await visit.session.save();
  c.env.users.change(user, { email });
  visit.did(`changed the e-mail address of ${user} to ${email}`);
  return goTo(c, '/profile');
}

app.get('/email', changeByGet(['email'], changeEmail), (c) => {
  const visit = c.get('visit');
  return show(c, <Email visit={visit} username={visit.requireUser()} />);
});
app.post('/email', changeEmail);

app.get('/admin', async (c) => {
  const visit = c.get('visit');
  visit.requireRole('admin');
  return show(c, <Admin visit={visit} sessions={await liveSessions(c.env)} />);
});

/** Who is there now: a server-side store can be asked; of client-side sessions nobody has a list. */
async function liveSessions({ policy, store, now }: World) {
  if (policy.mechanism !== 'server') return null;
  const rows = await store.list();
  return rows
    .filter(({ session }) => overLimit(policy, session, now()) === null)
    .map(({ session }) => ({
      user: session.state.user ?? null,
      idleSeconds: Math.max(0, Math.floor((now() - session.seenAt) / 1000)),
    }));
}

// Preferences.

const { theme, font_size, background, language } = stateFields;
const preferencesForm = z.strictObject({ theme, font_size, background, language }).partial();

function changePreferences(c: ShopContext) {
  const visit = c.get('visit');
  const chosen = parseFields(preferencesForm, visit.fields);
  if (Object.keys(chosen).length === 0) throw new Refusal(400, 'The form says nothing.');
  visit.session.change(chosen);
  visit.did(
    `set ${Object.entries(chosen)
      .map((pair) => pair.join(' to '))
      .join(', ')}`,
  );
  return goTo(c, '/preferences');
}

app.get('/preferences', changeByGet(Object.keys(preferencesForm.shape), changePreferences), (c) => {
  return show(c, <Preferences visit={c.get('visit')} />);
});
app.post('/preferences', changePreferences);

// The cart and the till.

const teaId = z.string().refine((id) => findTea(id) !== null, 'The shop has no such tea.');
const cartForm = z
  .strictObject({ item: teaId, remove: z.string().max(40), fill: z.literal('50') })
  .partial()
  .refine((form) => Object.keys(form).length === 1, 'One thing at a time: item, remove or fill.');

function changeCart(c: ShopContext) {
  const visit = c.get('visit');
  const { item, remove } = parseFields(cartForm, visit.fields);
  const cart = visit.state.cart ?? [];
  if (remove !== undefined) {
    const at = cart.findLastIndex((packet) => kindOf(packet)?.id === remove);
    if (at < 0) throw new Refusal(409, 'That is not in the cart.');
    visit.session.change({ cart: cart.toSpliced(at, 1) });
    visit.did(`took ${kindOf(cart[at] ?? '')?.name} out of the cart`);
    return goTo(c, '/cart');
  }
  const added = item !== undefined ? [item] : Array.from({ length: 50 }, newSample);
  if (cart.length + added.length > MAX_PACKETS) {
    throw new Refusal(409, `The cart is full: it holds ${MAX_PACKETS} packets.`);
  }
  visit.session.change({ cart: [...cart, ...added] });
  visit.did(`put ${item === undefined ? '50 free samples' : findTea(item)?.name} into the cart`);
  return goTo(c, '/cart');
}

app.get('/cart', changeByGet(['item'], changeCart), (c) => show(c, <Cart visit={c.get('visit')} />));
app.post('/cart', changeCart);

app.get('/checkout', (c) => {
  const visit = c.get('visit');
  const isDone = c.req.query('ordered') === 'yes' && !visit.state.cart?.length;
  return show(c, isDone ? <Ordered visit={visit} /> : <Checkout visit={visit} />);
});

const checkoutForm = z
  .strictObject({
    address: z.string().trim().min(1).max(200),
    payment: z.literal('on-delivery'),
    confirm: z.literal('yes'),
  })
  .partial()
  .refine((form) => Object.keys(form).length === 1, 'One step at a time: address, payment, confirm.');

app.post('/checkout', (c) => {
  const visit = c.get('visit');
  const { address, payment } = parseFields(checkoutForm, visit.fields);
  const { cart = [], checkout: step = 'address' } = visit.state;
  const sent = address !== undefined ? 'address' : payment !== undefined ? 'payment' : 'confirm';
  if (cart.length === 0) throw new Refusal(409, 'The cart is empty, as far as this session knows.');
  if (sent !== step) throw new Refusal(409, `The next step is "${step}", as far as this session knows.`);
  if (sent === 'address') visit.session.change({ address, checkout: 'payment' });
  if (sent === 'payment') visit.session.change({ checkout: 'confirm' });
  if (sent === 'confirm') {
    visit.requireUser();
    visit.session.change({ cart: undefined, checkout: undefined, address: undefined });
  }
  visit.did(`finished the step "${sent}" of the checkout`);
  return goTo(c, sent === 'confirm' ? '/checkout?ordered=yes' : '/checkout');
});

// The guestbook.

const guestbookForm = z.strictObject({
  text: z.string().trim().min(1).max(MAX_TEXT),
  markup: z.enum(MARKUP_NAMES).optional(),
});

async function writeIntoGuestbook(c: ShopContext) {
  const visit = c.get('visit');
  const { text, markup } = parseFields(guestbookForm, visit.fields);
  if (markup && c.env.mallory === null)
    throw new Refusal(409, 'The shop shares this host, so no script may run on it.');
  // First what can fail.
  await visit.session.save();
  c.env.guestbook.add({ by: visit.user ?? 'a guest', text, ...(markup && { markup }) });
  visit.did(markup ? `let the markup "${markup}" into the guestbook unescaped` : 'wrote into the guestbook');
  return goTo(c, '/guestbook');
}

app.get('/guestbook', changeByGet(['text'], writeIntoGuestbook), (c) => show(c, <Guestbook visit={c.get('visit')} />));
app.post('/guestbook', writeIntoGuestbook);

// Everything else.

for (const path of ['/', '/login', '/email', '/preferences', '/cart', '/checkout', '/guestbook']) {
  app.all(path, refuseMethod('GET, HEAD, POST'));
}
for (const path of ['/profile', '/admin']) app.all(path, refuseMethod('GET, HEAD'));
app.all('/logout', (c, next) => refuseMethod(c.env.policy.logoutByGet ? 'GET, HEAD, POST' : 'POST')(c, next));

function refuseMethod(allow: string): Handler<ShopEnv> {
  return (c) => {
    throw new Refusal(405, `${c.req.method} does nothing here.`, { Allow: allow });
  };
}

app.all('*', () => {
  throw new Refusal(404, 'The shop has no such page.');
});
