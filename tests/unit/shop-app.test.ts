import { describe, expect, test } from 'vitest';
import type { PolicyChanges } from '@/lib/shop/policy';
import { stepOf, TestShop, tokenIn } from '../harness/shop.ts';

const SERVER: PolicyChanges = { mechanism: 'server', cookie: { name: 'sid', httpOnly: true } };
const MECHANISMS: [string, PolicyChanges][] = [
  ['plain', { mechanism: 'plain' }],
  ['signed', { mechanism: 'signed' }],
  ['encrypted', { mechanism: 'encrypted' }],
  ['server', SERVER],
  ['server by URL', { ...SERVER, carrier: 'url' }],
];

describe('HTTP forgets', () => {
  test('with "none" a login is welcomed once, and the next request is nobody’s', async () => {
    const shop = new TestShop({ mechanism: 'none' });
    const login = await shop.logIn();
    expect(login.status).toBe(200);
    expect(login.body).toContain('Welcome, ada');
    expect(login.setCookie).toEqual([]);
    const profile = await shop.get('/profile');
    expect(profile.status).toBe(401);
    expect(profile.headers.get('www-authenticate')).toBe('Form realm="shop"');
    expect(profile.body).toContain('Who are you?');
    expect(profile.body).toContain('Not logged in');
    expect(profile.kinds).toEqual(['no-cookie', 'visitor', 'refused']);
  });

  test('with "none" the same page comes twice as the same bytes, and a cart stays empty', async () => {
    const shop = new TestShop({ mechanism: 'none' });
    await shop.post('/cart', { item: 'assam-100' });
    const [one, two] = [await shop.get('/cart'), await shop.get('/cart')];
    expect(one.body).toBe(two.body);
    expect(one.body).toContain('It is empty');
  });
});

describe.each(MECHANISMS)('with %s', (name, policy) => {
  const byUrl = name === 'server by URL';
  const follow = (location: string | null) => location ?? 'nowhere';

  test('a visitor logs in, is known, and logs out', async () => {
    const shop = new TestShop(policy);
    const before = await shop.get('/profile');
    expect(before.status).toBe(303);
    expect(before.headers.get('location')).toBe('/login?next=/profile');
    expect(before.setCookie).toEqual([]);

    const login = await shop.logIn('ada', { next: '/profile' });
    expect(login.status).toBe(303);
    expect(login.setCookie.length).toBe(byUrl ? 0 : 1);
    const at = follow(login.headers.get('location'));
    expect(at.startsWith('/profile')).toBe(true);
    const profile = await shop.get(at);
    expect(profile.body).toContain('Hello, ada');
    expect(profile.body).toContain('Logged in as ada');
    expect(profile.body).toContain('ada@shop.example');

    const query = byUrl ? at.slice(at.indexOf('?')) : '';
    const logout = await shop.post(`/logout${query}`);
    expect(logout.status).toBe(303);
    expect(logout.headers.get('location')).toBe('/');
    expect((await shop.get(`/profile${query}`)).status).toBe(303);
  });

  test('cart, preferences and the steps of the checkout are kept', async () => {
    const shop = new TestShop(policy);
    let query = '';
    const post = async (path: string, form: Record<string, string>) => {
      const got = await shop.post(`${path}${query}`, form);
      expect(got.status, JSON.stringify(form)).toBe(303);
      const location = follow(got.headers.get('location'));
      if (byUrl) query = /\?sid=[^&]+/.exec(location.replace('&', '?'))?.[0] ?? '';
      return got;
    };
    await post('/cart', { item: 'assam-100' });
    await post('/cart', { item: 'sencha-50' });
    await post('/cart', { remove: 'sencha-50' });
    await post('/preferences', { theme: 'dark', font_size: 'large', background: 'mint', language: 'de' });
    const cart = await shop.get(`/cart${query}`);
    expect(cart.body).toContain('Assam, 100 g');
    expect(cart.body).not.toContain('Sencha');
    expect(cart.body).toContain('<html lang="de" data-theme="dark" data-font-size="large" data-background="mint">');
    await post('/checkout', { address: 'Tea Lane 1' });
    await post('/checkout', { payment: 'on-delivery' });
    // Whoever orders must be somebody.
    const early = await shop.post(`/checkout${query}`, { confirm: 'yes' });
    expect(early.headers.get('location')).toContain('/login?next=/checkout');
    await post('/login', { username: 'ada', password: 'password of ada' });
    expect((await shop.get(`/checkout${query}`)).body).toContain('Tea Lane 1');
    await post('/checkout', { confirm: 'yes' });
    expect((await shop.get(`/cart${query}`)).body).toContain('It is empty');
  });
});

test('a first visit leaves no cookie; visits are counted from when that is asked for', async () => {
  const shop = new TestShop({ mechanism: 'plain' });
  expect((await shop.get('/')).setCookie).toEqual([]);
  await shop.post('/', { count: 'visits' });
  expect((await shop.get('/')).body).toContain('visit number 1.');
  expect((await shop.get('/')).body).toContain('visit number 2.');
});

test('a wrong password and an unknown name are answered in the same words', async () => {
  const shop = new TestShop({ mechanism: 'signed' });
  const wrong = await shop.post('/login', { username: 'ada', password: 'x' });
  const unknown = await shop.post('/login', { username: 'eve', password: 'x' });
  for (const got of [wrong, unknown]) {
    expect(got.status).toBe(401);
    expect(got.headers.get('www-authenticate')).toBe('Form realm="shop"');
    expect(got.setCookie).toEqual([]);
  }
  expect(wrong.body).toBe(unknown.body.replace('value="eve"', 'value="ada"'));
});

test.each([
  ['/profile', '/profile'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['/../../account', '/account'],
])('after login with next=%s one is sent to %s of this shop', async (next, expected) => {
  const shop = new TestShop({ mechanism: 'signed' }, '/shop/k7f2');
  const login = await shop.send('/shop/k7f2/login', {
    method: 'POST',
    form: { username: 'ada', password: 'password of ada', next },
  });
  expect(login.headers.get('location')).toBe(`/shop/k7f2${expected}`);
});

test('on a shared host every link, form and redirect of the shop stays below its base', async () => {
  const shop = new TestShop(SERVER, '/shop/k7f2');
  for (const path of ['/', '/login', '/cart', '/preferences', '/guestbook', '/checkout']) {
    const { status, body } = await shop.get(`/shop/k7f2${path}`);
    expect(status).toBe(200);
    for (const [, address] of body.matchAll(/(?:href|action)="([^"]*)"/g)) {
      expect(address === 'data:,' || address?.startsWith('/shop/k7f2/')).toBe(true);
    }
  }
  // A boundary may also take the base off.
  expect((await shop.get('/cart')).status).toBe(200);
});

test('with the id in the URL every link, form and redirect carries it, and no cookie is set', async () => {
  const shop = new TestShop({ ...SERVER, carrier: 'url' });
  const login = await shop.logIn();
  const location = login.headers.get('location') ?? '';
  expect(login.setCookie).toEqual([]);
  const home = await shop.get(location);
  expect(home.kinds).toEqual(['id-in-url', 'id-hashed', 'store-read', 'visitor']);
  const addresses = [...home.body.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address]) => address ?? '');
  const links = addresses.filter((address) => address.startsWith('/') && !address.endsWith('.css'));
  expect(links.length).toBeGreaterThan(8);
  for (const link of links) expect(link).toContain(location.slice(1));
  // With cookies as the carrier an id in the URL says nothing.
  shop.change({ carrier: 'cookie' });
  expect((await shop.get(location)).kinds).toEqual(['no-cookie', 'visitor']);
});

describe('what the visitor writes is text', () => {
  const MARKUP = '<img src=x onerror=alert(1)>';

  test('in the guestbook, the address, the typed name and the e-mail', async () => {
    const shop = new TestShop({ mechanism: 'plain' });
    await shop.post('/guestbook', { text: MARKUP });
    await shop.post('/cart', { item: 'assam-100' });
    await shop.post('/checkout', { address: MARKUP });
    await shop.post('/checkout', { payment: 'on-delivery' });
    const pages = [
      await shop.get('/guestbook'),
      await shop.get('/checkout'),
      await shop.post('/login', { username: MARKUP, password: 'x' }),
      await shop.get(`/login?next=/${encodeURIComponent('"><img src=x>')}`),
    ];
    for (const { body } of pages) {
      expect(body).not.toContain('<img');
      expect(body).not.toContain('<script');
    }
    expect(pages[0]?.body).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});

describe('roles', () => {
  const logInAsAdmin = async (roleFrom: 'session' | 'database') => {
    const shop = new TestShop({ ...SERVER, roleFrom });
    shop.world.users.change('ada', { role: 'admin' });
    await shop.logIn();
    return shop;
  };

  test('nobody is sent to the login, a user is refused, an admin sees the users and who is logged in', async () => {
    const shop = new TestShop(SERVER);
    expect((await shop.get('/admin')).headers.get('location')).toBe('/login?next=/admin');
    await shop.logIn();
    expect((await shop.get('/admin')).status).toBe(403);
    await shop.logIn('admin');
    const admin = await shop.get('/admin');
    expect(admin.status).toBe(200);
    expect(admin.body).toContain('grace@shop.example');
    expect(admin.body).toContain('admin, last seen 0 s ago');
  });

  test('a client-side shop cannot know who is logged in', async () => {
    const shop = new TestShop({ mechanism: 'encrypted' });
    await shop.logIn('admin');
    expect((await shop.get('/admin')).body).toContain('That cannot be known');
  });

  test('a demotion goes unnoticed where the role is in the session, and both values are noted', async () => {
    const shop = await logInAsAdmin('session');
    shop.world.users.change('ada', { role: 'user' });
    const got = await shop.get('/admin');
    expect(got.status).toBe(200);
    expect(stepOf(got, 'role-read')).toMatchObject({ from: 'session', session: 'admin', database: 'user' });
  });

  test('the header names an admin’s role, by the policy’s own source and without a step of its own', async () => {
    const byDatabase = await logInAsAdmin('database');
    const home = await byDatabase.get('/');
    expect(home.body).toContain('Logged in as ada, admin<');
    expect(home.kinds).not.toContain('role-read');
    byDatabase.world.users.change('ada', { role: 'user' });
    expect((await byDatabase.get('/')).body).toContain('Logged in as ada<');

    const bySession = await logInAsAdmin('session');
    bySession.world.users.change('ada', { role: 'user' });
    expect((await bySession.get('/')).body).toContain('Logged in as ada, admin<');
  });

  test('a demotion counts at once where the role is read from the database', async () => {
    const shop = await logInAsAdmin('database');
    shop.world.users.change('ada', { role: 'user' });
    const got = await shop.get('/admin');
    expect(got.status).toBe(403);
    expect(stepOf(got, 'role-read')).toMatchObject({ from: 'database', session: 'admin', database: 'user' });
  });

  test.each([
    ['session', 200, false],
    ['database', 403, true],
  ] as const)('a ban, where the role comes from the %s, answers %i', async (roleFrom, status, noticed) => {
    const shop = await logInAsAdmin(roleFrom);
    shop.world.users.change('ada', { banned: true });
    const got = await shop.get('/profile');
    expect(got.status).toBe(status);
    expect(stepOf(got, 'banned')).toMatchObject({ user: 'ada', noticed });
    // Whoever is banned may leave, and does not come back in.
    expect((await shop.post('/logout')).status).toBe(303);
    expect((await shop.logIn()).status).toBe(403);
    expect((await shop.logIn('grace')).status).toBe(303);
  });
});

describe('logging out', () => {
  test.each([
    ['destroy', 303, ['store-destroy', 'cookie-forgotten']],
    ['forget', 200, ['cookie-forgotten']],
  ] as const)('by "%s", a copied cookie gets %i', async (logout, status, kinds) => {
    const shop = new TestShop({ ...SERVER, logout });
    await shop.logIn();
    const copy = `sid=${shop.jar.get('sid')}`;
    const got = await shop.post('/logout');
    expect(got.setCookie).toEqual(['sid=; Path=/; Max-Age=0; HttpOnly']);
    expect(got.kinds.filter((kind) => kind === 'store-destroy' || kind === 'cookie-forgotten')).toEqual(kinds);
    expect((await shop.get('/profile', { cookie: copy })).status).toBe(status);
  });

  test('a client-side session outlives its logout in every copy', async () => {
    const shop = new TestShop({ mechanism: 'encrypted' });
    await shop.logIn();
    const copy = `session=${shop.jar.get('session')}`;
    await shop.post('/logout');
    expect(shop.jar.size).toBe(0);
    expect((await shop.get('/profile', { cookie: copy })).body).toContain('Hello, ada');
  });

  test('by a link only where the policy allows it', async () => {
    const shop = new TestShop(SERVER);
    await shop.logIn();
    const refused = await shop.get('/logout');
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('POST');
    shop.change({ logoutByGet: true });
    expect((await shop.get('/logout')).status).toBe(303);
    expect(shop.store.rows.size).toBe(0);
  });
});

describe('changes by GET', () => {
  const CHANGES: [string, (shop: TestShop) => Promise<boolean>][] = [
    ['/email?email=m@evil.example', async (shop) => shop.world.users.find('ada')?.email === 'm@evil.example'],
    ['/cart?item=assam-100', async (shop) => (await shop.get('/cart')).body.includes('Assam')],
    ['/preferences?theme=dark', async (shop) => (await shop.get('/')).body.includes('data-theme="dark"')],
    ['/guestbook?text=hello', async (shop) => shop.world.guestbook.all().length === 1],
  ];

  test.each(CHANGES)('%s changes nothing unless the policy says so', async (path, isChanged) => {
    const shop = new TestShop({ mechanism: 'signed' });
    await shop.logIn();
    expect((await shop.get(path)).status).toBe(200);
    expect(await isChanged(shop)).toBe(false);
    shop.change({ stateChangeByGet: true });
    expect((await shop.get(path)).status).toBe(303);
    expect(await isChanged(shop)).toBe(true);
  });

  test('a CSRF defence holds for them too', async () => {
    const shop = new TestShop({ mechanism: 'signed', csrf: 'token', stateChangeByGet: true, logoutByGet: true });
    const { body } = await shop.get('/login');
    await shop.logIn('ada', { csrf_token: tokenIn(body) });
    expect((await shop.get('/email?email=m@evil.example')).status).toBe(403);
    expect((await shop.get('/logout')).status).toBe(403);
    expect(shop.world.users.find('ada')?.email).toBe('ada@shop.example');
    const token = tokenIn((await shop.get('/email')).body);
    expect((await shop.get(`/email?email=a@b.example&csrf_token=${token}`)).status).toBe(303);
  });
});

describe('CSRF', () => {
  const OWN = 'http://k7f2.shop.session.localhost:3000';
  const EVIL = 'http://mallory.localhost:3000';
  const CASES: [PolicyChanges['csrf'] & string, Record<string, string>, boolean][] = [
    ['none', { origin: EVIL }, true],
    ['origin', { origin: OWN }, true],
    ['origin', { origin: EVIL }, false],
    ['origin', { origin: 'null' }, false],
    ['origin', { origin: `${OWN}.evil.example` }, false],
    ['origin', { origin: EVIL, referer: `${OWN}/email` }, false],
    ['origin', { referer: `${OWN}/email` }, true],
    ['origin', { referer: `${EVIL}/` }, false],
    ['origin', { referer: 'nonsense' }, false],
    ['origin', {}, false],
    ['fetch-metadata', { 'sec-fetch-site': 'same-origin' }, true],
    ['fetch-metadata', { 'sec-fetch-site': 'none' }, true],
    ['fetch-metadata', { 'sec-fetch-site': 'same-site', origin: OWN }, false],
    ['fetch-metadata', { 'sec-fetch-site': 'cross-site' }, false],
    ['fetch-metadata', { origin: OWN }, true],
    ['fetch-metadata', { origin: EVIL }, false],
    ['token', { origin: OWN }, false],
  ];

  test.each(CASES)('defence "%s" with %j lets a change through: %s', async (csrf, headers, isThrough) => {
    const shop = new TestShop(SERVER);
    await shop.logIn();
    shop.change({ csrf });
    const got = await shop.post('/email', { email: 'm@evil.example' }, { headers });
    expect(got.status).toBe(isThrough ? 303 : 403);
    expect(shop.world.users.find('ada')?.email).toBe(isThrough ? 'm@evil.example' : 'ada@shop.example');
    if (csrf !== 'none') expect(got.kinds).toContain(isThrough ? 'csrf-passed' : 'csrf-refused');
  });

  test('a token is in every form, is checked, and is new after login', async () => {
    const shop = new TestShop({ ...SERVER, csrf: 'token' });
    const page = await shop.get('/login');
    expect(page.setCookie.length).toBe(1);
    expect(page.body.match(/<form/g)?.length).toBe(page.body.match(/name="csrf_token"/g)?.length);
    const token = tokenIn(page.body);
    // Login CSRF: Mallory has a token of her own session, and the visitor's browser sends the visitor's cookie.
    const malloryToken = tokenIn((await shop.get('/login', { cookie: 'a=b' })).body);
    expect(malloryToken).not.toBe(token);
    shop.jar.set('sid', /^sid=([^;]+)/.exec(page.setCookie[0] ?? '')?.[1] ?? '');
    expect((await shop.logIn('mallory', { csrf_token: malloryToken })).status).toBe(403);
    expect((await shop.logIn('ada')).status).toBe(403);
    expect((await shop.logIn('ada', { csrf_token: token })).status).toBe(303);
    const after = await shop.get('/email');
    expect(tokenIn(after.body)).not.toBe(token);
    expect((await shop.post('/email', { email: 'a@b.example', csrf_token: tokenIn(after.body) })).status).toBe(303);
  });
});

describe('whatever is sent gets a page and changes nothing', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const CASES: [string, string, Parameters<TestShop['send']>[1], number][] = [
    ['an unknown field', '/cart', { form: { item: 'assam-100', extra: '1' } }, 400],
    ['no field', '/cart', { form: {} }, 400],
    ['an unknown item', '/cart', { form: { item: 'gunpowder' } }, 400],
    ['a repeated field', '/cart', { form: 'item=assam-100&item=assam-100' }, 400],
    ['two wishes at once', '/cart', { form: { item: 'assam-100', fill: '50' } }, 400],
    ['what is not in the cart', '/cart', { form: { remove: 'assam-100' } }, 409],
    ['a name that every object has', '/cart', { form: { __proto__x: '1', constructor: 'x' } }, 400],
    ['bytes that are no UTF-8', '/cart', { method: 'POST', body: 'item=%ff', headers: FORM }, 400],
    ['a NUL', '/guestbook', { method: 'POST', body: 'text=a%00b', headers: FORM }, 400],
    ['a broken percent sign', '/guestbook', { method: 'POST', body: 'text=100%', headers: FORM }, 400],
    ['JSON', '/cart', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }, 415],
    ['a body without type', '/cart', { method: 'POST', body: new Uint8Array([65]) }, 415],
    ['a huge body', '/guestbook', { form: { text: 'x'.repeat(20_000) } }, 413],
    ['a long text', '/guestbook', { form: { text: 'x'.repeat(501) } }, 400],
    ['an empty text', '/guestbook', { form: { text: '  ' } }, 400],
    ['an unknown theme', '/preferences', { form: { theme: 'purple', font_size: 'large' } }, 400],
    ['no preference', '/preferences', { form: {} }, 400],
    ['no e-mail address', '/email', { form: { email: 'nonsense' } }, 400],
    ['a step too far', '/checkout', { form: { confirm: 'yes' } }, 409],
    ['remember, where it is not offered', '/login', { form: { username: 'ada', password: 'x', remember: 'yes' } }, 400],
    ['a long name', '/login', { form: { username: 'x'.repeat(41), password: 'x' } }, 400],
    ['a field at logout', '/logout', { form: { x: 'y' } }, 400],
    ['PUT', '/cart', { method: 'PUT' }, 405],
    ['DELETE', '/profile', { method: 'DELETE' }, 405],
    ['OPTIONS', '/', { method: 'OPTIONS' }, 405],
    ['POST where there is no form', '/profile', { form: {} }, 405],
    ['an unknown path', '/nonsense', {}, 404],
    ['a path that cannot be decoded', '/%ff%e0', {}, 404],
    ['a path of another object', '/__proto__', {}, 404],
  ];

  test.each(CASES)('%s', async (_name, path, sent, status) => {
    const shop = new TestShop({ mechanism: 'signed' });
    await shop.logIn();
    const before = [...shop.jar.values()];
    const got = await shop.send(path, sent);
    expect(got.status).toBe(status);
    expect(stepOf(got, 'refused')).toMatchObject({ status });
    expect(got.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(got.body).toContain('Logged in as ada');
    if (status === 405) expect(got.headers.get('allow')).toMatch(/GET, HEAD/);
    expect(got.setCookie).toEqual([]);
    expect([...shop.jar.values()]).toEqual(before);
    expect(shop.world.guestbook.all()).toEqual([]);
    expect(shop.world.users.find('ada')?.email).toBe('ada@shop.example');
  });

  test('HEAD is answered as GET, without the page', async () => {
    const shop = new TestShop({ mechanism: 'signed' });
    const got = await shop.get('/', { method: 'HEAD' });
    expect([got.status, got.body]).toEqual([200, '']);
    expect((await shop.get('/profile', { method: 'HEAD' })).status).toBe(303);
    expect((await shop.get('/cart/')).status).toBe(200);
  });

  test('a store that is away gives 503, and nothing is half done', async () => {
    const shop = new TestShop({ ...SERVER, rolling: true, csrf: 'token', referrerPolicy: 'no-referrer' });
    expect((await shop.get('/login')).headers.get('referrer-policy')).toBe('no-referrer');
    shop.store.isAway = true;
    for (const path of ['/', '/profile', '/admin', '/nonsense']) {
      const got = await shop.get(path);
      expect(got.status).toBe(503);
      expect(got.body).toContain('Not logged in');
      expect(stepOf(got, 'refused')).toMatchObject({ status: 503 });
    }
    // Without a cookie nothing is read, and only saving fails.
    expect((await shop.get('/nonsense', { cookie: 'a=b' })).status).toBe(503);
  });

  test('an e-mail address is not changed when the session cannot be saved', async () => {
    const shop = new TestShop({ ...SERVER, rolling: true });
    await shop.logIn();
    shop.store.touch = async () => {
      throw Object.assign(new Error('away'), { name: 'StoreUnavailable' });
    };
    expect((await shop.post('/email', { email: 'a@b.example' })).status).toBe(503);
    expect(shop.world.users.find('ada')?.email).toBe('ada@shop.example');
    expect((await shop.post('/guestbook', { text: 'hello' })).status).toBe(503);
    expect(shop.world.guestbook.all()).toEqual([]);
  });

  test('a fault of our own is no refusal', async () => {
    const shop = new TestShop(SERVER);
    await shop.logIn();
    shop.store.get = () => Promise.reject(new Error('a bug'));
    await expect(shop.get('/')).rejects.toThrow('a bug');
  });
});

test('a cart on the server has an end too', async () => {
  const shop = new TestShop(SERVER);
  for (let n = 0; n < 10; n++) expect((await shop.post('/cart', { fill: '50' })).status).toBe(303);
  expect((await shop.post('/cart', { item: 'assam-100' })).status).toBe(409);
  expect((await shop.post('/cart', { remove: 'sample' })).status).toBe(303);
  expect((await shop.get('/cart')).body).toContain('499 × Free sample');
});
