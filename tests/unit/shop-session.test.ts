import { describe, expect, test } from 'vitest';
import { cookieValues } from '@/lib/shop/cookie';
import { keyOf } from '@/lib/shop/ids';
import { type PolicyChanges, REMEMBER_SECONDS } from '@/lib/shop/policy';
import { stepOf, TestShop } from '../harness/shop.ts';

const SERVER: PolicyChanges = { mechanism: 'server', cookie: { name: 'sid', httpOnly: true } };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the Set-Cookie line', () => {
  test.each<[string, PolicyChanges, RegExp]>([
    ['bare', { cookie: {} }, /^session=[^;]+; Path=\/$/],
    [
      'with every attribute, in one order',
      {
        cookie: {
          name: 'id',
          prefix: '__Secure-',
          path: '/tea',
          domain: 'shop.example',
          maxAgeSeconds: 60,
          httpOnly: true,
          secure: true,
          sameSite: 'strict',
        },
      },
      /^__Secure-id=[^;]+; Path=\/tea; Domain=shop\.example; Max-Age=60; HttpOnly; Secure; SameSite=Strict$/,
    ],
    ['SameSite=None', { cookie: { sameSite: 'none' } }, /^session=[^;]+; Path=\/; SameSite=None$/],
  ])('%s', async (_name, changes, line) => {
    const shop = new TestShop({ mechanism: 'plain', ...changes });
    const { setCookie } = await shop.logIn();
    expect(setCookie.length).toBe(1);
    expect(setCookie[0]).toMatch(line);
  });

  test('deletes with the same name, Path, Domain and Secure', async () => {
    const shop = new TestShop({
      mechanism: 'plain',
      cookie: { name: 'id', prefix: '__Secure-', path: '/tea', domain: 'shop.example', maxAgeSeconds: 9, secure: true },
    });
    await shop.logIn();
    const { setCookie } = await shop.post('/logout');
    expect(setCookie).toEqual(['__Secure-id=; Path=/tea; Domain=shop.example; Max-Age=0; Secure']);
  });

  test('one that is too big is sent all the same, and noted', async () => {
    const shop = new TestShop({ mechanism: 'signed' });
    let got = await shop.post('/cart', { fill: '50' });
    for (let n = 0; n < 8; n++) got = await shop.post('/cart', { fill: '50' });
    expect(got.setCookie.length).toBe(1);
    const { bytes, line } = stepOf(got, 'cookie-set');
    expect(line).toBe(got.setCookie[0]);
    expect(bytes).toBe('session'.length + (shop.jar.get('session')?.length ?? 0));
    expect(stepOf(got, 'cookie-too-big')).toMatchObject({ bytes });
  });
});

describe('the Cookie header', () => {
  test('is read as it was sent, every value of a name', () => {
    const header = 'a=1; sid=x%20y; sid="q";sid=; xsid=no; =; sid';
    expect(cookieValues(header, 'sid')).toEqual(['x%20y', '"q"', '']);
    expect(cookieValues(null, 'sid')).toEqual([]);
    expect(cookieValues('__proto__=1', '__proto__')).toEqual(['1']);
  });

  test('with two of one name counts the first, and says so', async () => {
    const shop = new TestShop(SERVER);
    await shop.logIn();
    const got = await shop.get('/profile', { cookie: `sid=${shop.jar.get('sid')}; sid=other` });
    expect(got.status).toBe(200);
    expect(got.kinds.slice(0, 2)).toEqual(['cookie-repeated', 'cookie-found']);
    expect(stepOf(got, 'cookie-repeated')).toMatchObject({ name: 'sid', times: 2 });
  });
});

describe('the steps of a server-side session, in order', () => {
  test('from the first write through login to logout', async () => {
    const shop = new TestShop({ ...SERVER, rolling: true });
    const first = await shop.post('/cart', { item: 'assam-100' });
    expect(first.kinds).toEqual(['no-cookie', 'visitor', 'did', 'id-issued', 'store-write', 'cookie-set']);
    expect(stepOf(first, 'store-write')).toMatchObject({
      store: 'memory',
      before: null,
      after: { state: { cart: ['assam-100'] }, createdAt: shop.now, seenAt: shop.now, expiresAt: null },
    });

    const login = await shop.logIn();
    expect(login.kinds).toEqual([
      'cookie-found',
      'id-hashed',
      'store-read',
      'visitor',
      'did',
      'visitor',
      'role-read',
      'id-renewed',
      'store-write',
      'store-destroy',
      'cookie-set',
    ]);
    const { from, to } = stepOf(login, 'id-renewed');
    expect(stepOf(login, 'store-destroy')).toMatchObject({
      key: keyOf(from),
      before: { state: { cart: ['assam-100'] } },
    });
    expect([...shop.store.rows.keys()]).toEqual([keyOf(to)]);
    expect(shop.store.rows.get(keyOf(to))?.state).toEqual({ cart: ['assam-100'], user: 'ada', role: 'user' });

    const seen = await shop.get('/profile');
    expect(seen.kinds).toEqual(['cookie-found', 'id-hashed', 'store-read', 'visitor', 'store-touch']);
    const out = await shop.post('/logout');
    expect(out.kinds).toEqual([
      'cookie-found',
      'id-hashed',
      'store-read',
      'visitor',
      'store-destroy',
      'cookie-forgotten',
      'visitor',
    ]);
    expect(shop.store.rows.size).toBe(0);
  });

  test('of a client-side one', async () => {
    const shop = new TestShop({ mechanism: 'signed' });
    const login = await shop.logIn();
    expect(login.kinds).toEqual(['no-cookie', 'visitor', 'did', 'visitor', 'role-read', 'cookie-set']);
    const seen = await shop.get('/profile');
    expect(seen.kinds).toEqual(['cookie-found', 'signature-matches', 'visitor']);
    expect(stepOf(seen, 'visitor')).toMatchObject({ user: 'ada', role: 'user' });
  });
});

describe('saving', () => {
  test('happens only when something changed, unless use prolongs the session', async () => {
    for (const policy of [SERVER, { mechanism: 'signed' } as const]) {
      const shop = new TestShop(policy);
      await shop.logIn();
      const rows = structuredClone([...shop.store.rows]);
      shop.now += MINUTE;
      const still = await shop.get('/profile');
      expect(still.setCookie).toEqual([]);
      expect([...shop.store.rows]).toEqual(rows);
    }
  });

  test('by use: the row is touched, the client-side cookie written anew', async () => {
    const server = new TestShop({ ...SERVER, rolling: true, idleSeconds: 900 });
    await server.logIn();
    server.now += MINUTE;
    await server.get('/profile');
    expect([...server.store.rows.values()][0]).toMatchObject({ seenAt: server.now, expiresAt: server.now + 900_000 });

    const client = new TestShop({ mechanism: 'signed', rolling: true, idleSeconds: 900 });
    await client.logIn();
    expect((await client.get('/profile')).setCookie.length).toBe(1);
  });

  test('a cookie with Max-Age is told again when the session is prolonged', async () => {
    const shop = new TestShop({ ...SERVER, cookie: { name: 'sid', maxAgeSeconds: 900 }, rolling: true });
    await shop.logIn();
    const id = shop.jar.get('sid');
    expect((await shop.get('/profile')).setCookie).toEqual([`sid=${id}; Path=/; Max-Age=900`]);
  });
});

describe('expiry', () => {
  const MECHANISMS: [string, PolicyChanges][] = [
    ['server', SERVER],
    ['signed', { mechanism: 'signed' }],
    ['plain', { mechanism: 'plain' }],
  ];

  test.each(MECHANISMS)('%s: idle sessions end, used ones go on until the absolute limit', async (_name, policy) => {
    const shop = new TestShop({ ...policy, idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600, rolling: true });
    await shop.logIn();
    shop.now += 14 * MINUTE;
    expect((await shop.get('/profile')).status).toBe(200);
    shop.now += 16 * MINUTE;
    const idle = await shop.get('/profile');
    expect(idle.status).toBe(303);
    expect(stepOf(idle, 'expired')).toMatchObject({ limit: 'idle', allowedSeconds: 900, overSeconds: 60 });

    await shop.logIn();
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      shop.now += 10 * MINUTE;
      expect((await shop.get('/profile')).status).toBe(200);
    }
    shop.now += 10 * MINUTE;
    const old = await shop.get('/profile');
    expect(old.status).toBe(303);
    expect(stepOf(old, 'expired')).toMatchObject({ limit: 'absolute', allowedSeconds: 8 * 3600, overSeconds: 0 });
  });

  test('without rolling, use does not prolong', async () => {
    const shop = new TestShop({ ...SERVER, idleSeconds: 900 });
    await shop.logIn();
    shop.now += 10 * MINUTE;
    expect((await shop.get('/profile')).status).toBe(200);
    shop.now += 10 * MINUTE;
    expect((await shop.get('/profile')).status).toBe(303);
  });

  test('the row that is over stays for the sweep, and its id is not used again', async () => {
    const shop = new TestShop({ ...SERVER, idleSeconds: 900 });
    await shop.logIn();
    const old = shop.jar.get('sid') ?? '';
    shop.now += HOUR;
    await shop.post('/cart', { item: 'assam-100' });
    expect(shop.jar.get('sid')).not.toBe(old);
    expect(shop.store.rows.get(keyOf(old))?.state.user).toBe('ada');
    expect((await shop.get('/cart')).body).toContain('Not logged in');
  });

  test('a remembered login lies idle for 30 days, and its cookie lasts as long', async () => {
    for (const policy of [SERVER, { mechanism: 'plain' } as const]) {
      const shop = new TestShop({ ...policy, idleSeconds: 900, remember: true });
      expect((await shop.get('/login')).body).toContain('name="remember"');
      const { setCookie } = await shop.logIn('ada', { remember: 'yes' });
      expect(setCookie[0]).toContain(`; Max-Age=${REMEMBER_SECONDS}`);
      shop.now += (REMEMBER_SECONDS - 1) * 1000;
      expect((await shop.get('/profile')).status).toBe(200);
      shop.now += 1000;
      expect((await shop.get('/profile')).status).toBe(303);
    }
  });
});

describe('the id', () => {
  const FIXED = 'made-up-by-mallory';

  test('an unknown one is refused, and another is issued', async () => {
    const shop = new TestShop(SERVER);
    const got = await shop.post('/cart', { item: 'assam-100' }, { cookie: `sid=${FIXED}` });
    expect(stepOf(got, 'id-unknown')).toMatchObject({ id: FIXED, accepted: false });
    expect(got.kinds).toContain('id-issued');
    expect(shop.store.rows.has(keyOf(FIXED))).toBe(false);
  });

  test('an unknown one is taken on where the policy is that trusting', async () => {
    const shop = new TestShop({ ...SERVER, acceptUnknownIds: true });
    const got = await shop.post('/cart', { item: 'assam-100' }, { cookie: `sid=${FIXED}` });
    expect(stepOf(got, 'id-unknown')).toMatchObject({ id: FIXED, accepted: true });
    expect(got.kinds).not.toContain('id-issued');
    expect(got.setCookie).toEqual([]);
    expect(shop.store.rows.has(keyOf(FIXED))).toBe(true);
  });

  test('fixation: without a new id at login, whoever planted the id is ada', async () => {
    for (const [renewAtLogin, status] of [
      [false, 200],
      [true, 303],
    ] as const) {
      const mallory = new TestShop({ ...SERVER, renewAtLogin });
      await mallory.post('/cart', { item: 'assam-100' });
      const planted = `sid=${mallory.jar.get('sid')}`;
      const login = await mallory.logIn();
      expect(login.setCookie.length).toBe(renewAtLogin ? 1 : 0);
      expect((await mallory.get('/profile', { cookie: planted })).status).toBe(status);
      // Logging in once more renews once more, though the state is the same.
      const again = await mallory.logIn();
      expect(again.kinds.includes('id-renewed')).toBe(renewAtLogin);
    }
  });

  test('in a planted link leads ada into the planted session', async () => {
    const shop = new TestShop({ ...SERVER, carrier: 'url', acceptUnknownIds: true, renewAtLogin: false });
    const page = await shop.get(`/login?sid=${FIXED}`);
    expect(page.body).toContain(`action="/login?sid=${FIXED}"`);
    await shop.post(`/login?sid=${FIXED}`, { username: 'ada', password: 'password of ada' });
    expect((await shop.get(`/profile?sid=${FIXED}`)).body).toContain('Hello, ada');
  });

  test.each(['', ' ', '../../etc/passwd', 'x'.repeat(5000), '%00', '<b>', '"quoted"'])(
    'that reads %j gives a reason and no exception',
    async (id) => {
      const shop = new TestShop({ ...SERVER, acceptUnknownIds: true });
      const got = await shop.get('/', { cookie: `sid=${id}` });
      expect(got.status).toBe(200);
      expect(got.kinds).toContain('malformed');
    },
  );
});

describe('binding', () => {
  test.each(['user-agent', 'address'] as const)('to the %s: elsewhere the session is nobody’s', async (binding) => {
    for (const policy of [SERVER, { mechanism: 'signed' } as const]) {
      const shop = new TestShop({ ...policy, binding });
      await shop.logIn();
      expect((await shop.get('/profile')).status).toBe(200);
      if (binding === 'address') shop.peer = '198.51.100.7';
      else shop.userAgent = 'Other/2';
      const got = await shop.get('/profile');
      expect(got.status).toBe(303);
      expect(stepOf(got, 'binding-differs').binding).toBe(binding);
      // It begins when somebody logs in; a mere cart may move.
      await shop.post('/cart', { item: 'assam-100' });
      shop.peer = '203.0.113.9';
      shop.userAgent = 'Third/3';
      expect((await shop.get('/cart')).body).toContain('Assam');
    }
  });
});

test('a client-side cookie that was changed is refused whole, and stays in the jar', async () => {
  const shop = new TestShop({ mechanism: 'signed' });
  await shop.logIn();
  const value = shop.jar.get('session') ?? '';
  const other = value[10] === 'A' ? 'B' : 'A';
  const got = await shop.get('/', { cookie: `session=${value.slice(0, 10)}${other}${value.slice(11)}` });
  expect(got.status).toBe(200);
  expect(got.body).toContain('Not logged in');
  expect(got.kinds).toContain('signature-differs');
  expect(got.setCookie).toEqual([]);
});

test('a name in the session that the database does not have is nobody, where the database is asked', async () => {
  const shop = new TestShop({ ...SERVER, roleFrom: 'database' });
  await shop.logIn();
  const [key, row] = [...shop.store.rows][0] ?? [];
  if (key && row) shop.store.rows.set(key, { ...row, state: { ...row.state, user: 'eve' } });
  expect((await shop.get('/profile')).status).toBe(303);
  shop.change({ roleFrom: 'session' });
  expect((await shop.get('/profile')).body).toContain('Hello, eve');
  expect((await shop.post('/email', { email: 'e@b.example' })).status).toBe(409);
});
