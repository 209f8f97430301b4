import { type CookieJar, getIronSession, type SessionOptions, sealData } from 'iron-session';
import { expect, test } from 'vitest';
import { encrypted } from '@/lib/shop/codecs/encrypted';
import { makeSecret } from '@/lib/shop/secrets';
import type { SessionState } from '@/lib/shop/state';
import { sessionStates } from '../harness/session-states.ts';

/** iron-session itself reads what we write, and writes what we read, with its defaults. */

const secrets = { current: makeSecret('encrypted', 'strong'), fallbacks: [] };
const now = 1_800_000_000_000;
const states = Object.entries(sessionStates);

/** A jar as `getIronSession` takes it. */
function jarOf(cookies: Map<string, string>): CookieJar {
  return { read: (name) => cookies.get(name), write: (name, value) => void cookies.set(name, value) };
}

type Password = SessionOptions['password'];

function openedByIronSession(value: string, password: Password = secrets.current) {
  const jar = jarOf(new Map([['session', value]]));
  return getIronSession<Record<string, unknown>>(jar, { cookieName: 'session', password });
}

async function writtenByIronSession(state: SessionState, password: Password = secrets.current): Promise<string> {
  const cookies = new Map<string, string>();
  const session = await getIronSession<SessionState>(jarOf(cookies), { cookieName: 'session', password });
  Object.assign(session, state);
  await session.save();
  return cookies.get('session') ?? '';
}

test.each(states)('iron-session opens our seal: %s', async (_name, state) => {
  const value = await encrypted.encode({ state, createdAt: now, writtenAt: now }, secrets, { times: false });
  expect({ ...(await openedByIronSession(value)) }).toEqual(state);
});

test('iron-session finds the times in our seal, in seconds', async () => {
  const content = { state: { user: 'ada' }, createdAt: now - 60_999, writtenAt: now };
  const value = await encrypted.encode(content, secrets, { times: true });
  expect({ ...(await openedByIronSession(value)) }).toEqual({ user: 'ada', since: now / 1000 - 61, seen: now / 1000 });
});

test.each(states)('we open iron-session’s seal: %s', async (_name, state) => {
  const reading = await encrypted.decode(await writtenByIronSession(state), secrets);
  expect(reading).toEqual({
    content: { state, createdAt: 0, writtenAt: 0 },
    step: { kind: 'seal-opened', state, secret: 'current' },
  });
});

test('what iron-session sealed while it rotated its passwords, we open by the same ones', async () => {
  const [old, young] = [makeSecret('encrypted', 'strong'), makeSecret('encrypted', 'strong')];
  const before = await writtenByIronSession({ user: 'ada' }, { 1: old });
  const after = await writtenByIronSession({ user: 'ada' }, { 1: old, 2: young });
  const rotated = { current: young, fallbacks: [old] };
  expect(await encrypted.decode(before, rotated)).toMatchObject({ step: { kind: 'seal-opened', secret: 'fallback' } });
  expect(await encrypted.decode(after, rotated)).toMatchObject({ step: { kind: 'seal-opened', secret: 'current' } });
});

test('iron-session refuses our seal under another password, and we refuse its', async () => {
  const [mine, theirs] = [makeSecret('encrypted', 'strong'), makeSecret('encrypted', 'strong')];
  const content = { state: { user: 'ada' }, createdAt: now, writtenAt: now };
  const value = await encrypted.encode(content, { current: mine, fallbacks: [] }, { times: false });
  expect({ ...(await openedByIronSession(value, theirs)) }).toEqual({});
  expect(await encrypted.decode(await sealData({ user: 'ada' }, { password: theirs }), secrets)).toEqual({
    content: null,
    step: { kind: 'seal-refused', because: 'integrity' },
  });
});
