import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, expect } from 'vitest';
import { tryAll } from '@/lib/attacks/crack-secret';
import { unsign } from '@/lib/shop/codecs/itsdangerous';
import { unpackPayload } from '@/lib/shop/codecs/payload';
import { signed } from '@/lib/shop/codecs/signed';
import { readTaggedJson } from '@/lib/shop/codecs/tagged-json';
import { weakSecrets } from '@/lib/shop/secrets';
import type { SessionState } from '@/lib/shop/state';
import { sessionStates } from '../harness/session-states.ts';
import { testWith } from '../harness/test-with.ts';

/** Flask itself reads what we write, and writes what we read. */

const testWithFlask = testWith('python3-flask');
const secrets = { current: `${randomBytes(24).toString('base64url')}, é 漢`, fallbacks: [] };
const now = 1_800_000_000;
const times = { createdAt: now * 1000 - 5000, writtenAt: now * 1000 };
const encode = (state: SessionState, needs = { times: false }, keys = secrets) =>
  signed.encode({ state, ...times }, keys, needs) as string;

interface Task {
  /** In place of the random one. */
  secret?: string;
  open?: Record<string, string>;
  openAny?: Record<string, string>;
  secrets?: string[];
  write?: Record<string, SessionState>;
}
interface Done {
  opened: Record<string, Record<string, unknown>>;
  withFallbacks: Record<string, Record<string, unknown>>;
  written: Record<string, string>;
  moreThanJson: string;
}

function flask(python: string, task: Task, seconds = now): Done {
  const input = JSON.stringify({ now: seconds, secret: secrets.current, ...task });
  return JSON.parse(execFileSync(python, ['tests/interop/flask_sessions.py'], { input, encoding: 'utf8' }));
}

describe('what we write, a Flask app opens', () => {
  testWithFlask('sessions of all kinds', (python) => {
    const open = Object.fromEntries(Object.entries(sessionStates).map(([name, state]) => [name, encode(state)]));
    expect(open['a long cart']).toMatch(/^\./);
    expect(flask(python, { open }).opened).toEqual(sessionStates);
  });

  testWithFlask('with the time at which the session began', (python) => {
    const open = { timed: encode({ user: 'ada' }, { times: true }) };
    expect(flask(python, { open }).opened.timed).toEqual({ user: 'ada', since: now - 5 });
  });

  testWithFlask('not after 31 days, since the time is where Flask looks for it', (python) => {
    const open = { ada: encode({ user: 'ada' }) };
    const days = 24 * 60 * 60;
    expect(flask(python, { open }, now + 31 * days).opened.ada).toEqual({ user: 'ada' });
    expect(flask(python, { open }, now + 31 * days + 1).opened.ada).toEqual({});
  });

  testWithFlask('by a fallback secret as well', (python) => {
    const openAny = { old: encode({ user: 'ada' }, undefined, { current: 'old', fallbacks: [] }) };
    const { withFallbacks } = flask(python, { openAny, secrets: ['older', 'old', 'new'] });
    expect(withFallbacks.old).toEqual({ user: 'ada' });
  });
});

describe('what a Flask app writes, Mallory cracks', () => {
  testWithFlask('with the keys that stand in the lecture notes', async (python) => {
    for (const secret of ['SUPER_SECRET_KEY', 'your_secret_key', 'my_secret_key']) {
      const { written } = flask(python, { secret, write: { mallory: { user: 'mallory' } } });
      expect((await tryAll('signed', written.mallory as string, weakSecrets)).fitting).toBe(secret);
    }
  });

  testWithFlask('not with a random one', async (python) => {
    const { written } = flask(python, { write: { mallory: { user: 'mallory' } } });
    expect((await tryAll('signed', written.mallory as string, weakSecrets)).fitting).toBeNull();
  });
});

describe('what a Flask app writes, we open', () => {
  testWithFlask('sessions of all kinds, with the second of writing', (python) => {
    const { written } = flask(python, { write: sessionStates });
    expect(Object.keys(written)).toEqual(Object.keys(sessionStates));
    for (const [name, cookie] of Object.entries(written)) {
      expect(signed.decode(cookie, secrets), name).toEqual({
        content: { state: sessionStates[name], createdAt: now * 1000, writtenAt: now * 1000 },
        step: { kind: 'signature-matches', state: sessionStates[name], secret: 'current' },
      });
    }
  });

  testWithFlask('byte for byte what we write ourselves; compressed, the same once inflated', (python) => {
    const { written } = flask(python, { write: sessionStates });
    const payload = (cookie: string) => {
      const verdict = unsign(cookie, secrets);
      return verdict.is === 'signed' && unpackPayload(verdict.payload);
    };
    for (const [name, cookie] of Object.entries(written)) {
      const ours = encode(sessionStates[name] as SessionState);
      expect(ours.startsWith('.'), name).toBe(cookie.startsWith('.'));
      if (ours.startsWith('.')) expect(payload(ours), name).toBe(payload(cookie));
      else expect(ours, name).toBe(cookie);
    }
  });

  testWithFlask('what JSON does not know: tuple, bytes, Markup, UUID, datetime, and what looks like them', (python) => {
    const verdict = unsign(flask(python, {}).moreThanJson, secrets);
    const json = verdict.is === 'signed' ? unpackPayload(verdict.payload) : null;
    expect(readTaggedJson(json ?? '')).toEqual({
      tuple: [1, ['two', 3]],
      bytes: new Uint8Array([0, 255]),
      markup: '<b>bold</b>',
      uuid: '12345678-1234-5678-1234-567812345678',
      datetime: new Date('2026-01-02T03:04:05Z'),
      'looks tagged': { ' t': 'no tuple' },
      'looks tagged twice': { ' di': { ' t': [1, 2] } },
      nested: [{ a: [1] }, { b: [new Uint8Array([120])] }],
      none: null,
    });
  });

  testWithFlask('by a fallback secret as well', (python) => {
    const { written } = flask(python, { write: { ada: { user: 'ada' } } });
    const rotated = { current: 'new', fallbacks: ['other', secrets.current] };
    expect(signed.decode(written.ada as string, rotated)).toMatchObject({ step: { secret: 'fallback' } });
  });
});
