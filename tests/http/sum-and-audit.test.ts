import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tapped } from '../../lib/attacks/tap/tapped.ts';
import type { BenchView } from '../../lib/bench/view.ts';
import type { Sum, SumRow } from '../../lib/course/sum.ts';
import { call } from '../harness/benches.ts';
import { type Answer, type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** Chapter 16 by its JSON calls: what the tap reads, way by way; the table of all mechanisms; and the audit. */

const SLUG = '16-https';
const API = `/api/learn/${SLUG}`;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

interface Told {
  chapter: {
    steps: { observation: { said: string | null } | null }[];
    panels: { tap: Tapped[] | null; sum: { measured: Sum | null } | null };
  };
  bench: BenchView;
}

const json = (fields: object) => ({ headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) });
const send = (reader: Visitor, fields: object, api = API): Promise<Answer> => reader.post(api, {}, json(fields));

async function told(answer: Answer): Promise<Told> {
  expect(answer.status, answer.body).toBe(200);
  return answer.json() as Told;
}

/** Somebody who has answered the question, and so has a bench. */
async function begin(): Promise<{ reader: Visitor; id: string }> {
  const reader = visitor(server);
  const { bench } = await told(await send(reader, { do: 'predict', answer: 'b' }));
  return { reader, id: bench.id };
}

const press = async (reader: Visitor, step: number) => told(await send(reader, { do: 'press', step: String(step) }));
const done = ({ chapter }: Told) => chapter.steps.filter(({ observation }) => observation !== null).length;
const saidAt = ({ chapter }: Told, step: number) => chapter.steps[step]?.observation?.said ?? '';
const taps = ({ chapter }: Told) => chapter.panels.tap ?? [];
const textOf = ({ pieces }: Tapped) => pieces.flatMap(({ lines }) => lines).join('\n');
const refusalOf = async (answer: Answer) => (answer.json() as { error: string }).error;

async function change(id: string, policy: object): Promise<void> {
  const answer = await call(server, 'PATCH', `/${id}`, { policy });
  expect(answer.status, answer.body).toBe(200);
}

describe('the wire, way by way', () => {
  test('each step is done by its own button, and shows what the tap has read', async () => {
    const { reader, id } = await begin();

    const clear = await press(reader, 0);
    expect(done(clear)).toBe(1);
    expect(saidAt(clear, 0)).toContain('She read ada’s password');
    expect(textOf(taps(clear)[0] as Tapped)).toContain('username=ada&password=');

    const records = await press(reader, 1);
    expect(done(records)).toBe(2);
    expect(taps(records).map(({ encrypted }) => encrypted)).toEqual([true]);
    expect(saidAt(records, 1)).toContain(`All that can be read in them is ${id}.shop.session.localhost.`);

    const once = await press(reader, 2);
    expect(done(once)).toBe(3);
    expect(taps(once).map(({ encrypted }) => encrypted)).toEqual([true, false]);
    expect(textOf(taps(once)[1] as Tapped)).toMatch(/^Cookie: sid=/m);

    const early = await send(reader, { do: 'press', step: '3' });
    expect(early.status).toBe(409);
    expect(await refusalOf(early)).toBe('Set Secure to yes first: its switch stands above the shop.');
    await change(id, { cookie: { secure: true } });
    const kept = await press(reader, 3);
    expect(done(kept)).toBe(4);
    expect(textOf(taps(kept)[1] as Tapped)).not.toMatch(/^Cookie:/m);

    const written = await press(reader, 4);
    expect(done(written)).toBe(5);
    const [answer] = taps(written);
    expect(textOf(answer as Tapped)).toContain(`Set-Cookie: sid=${answer?.found[0]}; Path=/`);
    expect(saidAt(written, 4)).toContain('it kept its own. Over HTTPS the shop then took her for ada.');
    expect(saidAt(written, 4)).toContain('took the place of ada’s. Over HTTPS the shop then took her for mallory.');

    const again = await told(await send(reader, { do: 'start-over' }));
    expect(done(again)).toBe(0);
    expect(taps(again)).toEqual([]);
  });
});

describe('the sum', () => {
  const is = (row: SumRow) => ({
    isOnServer: row.isOnServer,
    isReadable: row.isReadable.is,
    isWritable: row.isWritable.is,
    isRevocable: row.isRevocable.is,
    outlivesRestart: row.outlivesRestart.is,
  });
  const CLIENT = { isOnServer: false, isRevocable: false, outlivesRestart: true };
  const SERVER = { isOnServer: true, isReadable: false, isWritable: false, isRevocable: true };

  test('is measured on benches of its own, and the reader’s does not notice', async () => {
    const { reader, id } = await begin();
    const { chapter } = await told(await send(reader, { do: 'measure' }));
    const { rows = [], missing = [] } = chapter.panels.sum?.measured ?? {};
    const found = Object.fromEntries(rows.map((row) => [row.store ?? row.mechanism, row]));
    expect([...Object.keys(found), ...missing].sort()).toEqual(
      ['plain', 'signed', 'encrypted', 'memory', 'file', 'sql', 'level', 'redis'].sort(),
    );
    expect(Object.fromEntries(rows.map((row) => [row.store ?? row.mechanism, is(row)]))).toMatchObject({
      plain: { ...CLIENT, isReadable: true, isWritable: true },
      signed: { ...CLIENT, isReadable: true, isWritable: false },
      encrypted: { ...CLIENT, isReadable: false, isWritable: false },
      memory: { ...SERVER, outlivesRestart: false },
      file: { ...SERVER, outlivesRestart: true },
      sql: { ...SERVER, outlivesRestart: true },
      level: { ...SERVER, outlivesRestart: true },
    });
    for (const { bytes, micros, isReadable } of rows) {
      expect(bytes).toBeGreaterThan(0);
      expect(micros).toBeGreaterThan(0);
      expect(isReadable.why).toMatch(/\.$/);
    }
    expect(found.encrypted?.bytes).toBeGreaterThan(found.signed?.bytes ?? 0);
    expect(found.memory?.bytes).toBe(found.sql?.bytes);
    expect((await call(server, 'GET', `/${id}/wire?after=0`)).json()).toMatchObject({ exchanges: [] });
  });

  test('goes by the switches of the reader’s bench', async () => {
    const { reader, id } = await begin();
    await change(id, { logout: 'forget', carrier: 'url' });
    const { chapter } = await told(await send(reader, { do: 'measure' }));
    const memory = chapter.panels.sum?.measured?.rows.find(({ store }) => store === 'memory');
    expect(memory?.isRevocable.is).toBe(false);
    // "?sid=" and 22 characters, and no line with a cookie.
    expect(memory?.bytes).toBe(27);
  });

  test('is drawn without script as well, and is no part of other chapters', async () => {
    const { reader } = await begin();
    const sent = await reader.post(`/learn/${SLUG}`, { do: 'measure' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toContain('#sum');
    const { body } = await reader.get(`/learn/${SLUG}`);
    expect(body).toContain('Client side against server side');
    expect(body).toContain('server, memory');

    await send(reader, { do: 'predict', answer: 'b' }, '/api/learn/05-signed');
    const other = await send(reader, { do: 'measure' }, '/api/learn/05-signed');
    expect(other.status).toBe(400);
    expect((await send(visitor(server), { do: 'measure' })).status).toBe(409);
  });

  test('is measured once at a time for each bench', async () => {
    const { reader } = await begin();
    const answers = await Promise.all([0, 1, 2].map(() => send(reader, { do: 'measure' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect(await told(await send(reader, { do: 'measure' }))).toBeDefined();
  });
});

describe('the audit', () => {
  /** A reader who has come to the last step. */
  async function atTheEnd() {
    const { reader, id } = await begin();
    for (const step of [0, 1, 2]) await press(reader, step);
    await change(id, { cookie: { secure: true } });
    for (const step of [3, 4]) await press(reader, step);
    return { reader, id };
  }
  const audit = (reader: Visitor) => send(reader, { do: 'press', step: '5' });

  test('wants the table first, names three open holes with a switch each, and is passed when none is open', async () => {
    const { reader, id } = await atTheEnd();
    const soon = await audit(reader);
    expect(soon.status).toBe(409);
    expect(await refusalOf(soon)).toContain('Measure the sum first');
    await told(await send(reader, { do: 'measure' }));

    const open = await refusalOf(await audit(reader));
    expect(open).toBe(
      '7 holes are open; in brackets, a switch that closes each. “Keep a role: after it was taken away” (the role is read from: the database); “Shared machine: left without logging out” (idle limit: 1800 seconds); “Use a stolen session from another client” (bound to: the address); and 4 more. Close these, and run the audit again.',
    );

    await change(id, { roleFrom: 'database', binding: 'address', idleSeconds: 1800 });
    const fewer = await refusalOf(await audit(reader));
    expect(fewer).toMatch(/^3 holes are open; .*\)\.$/);
    for (const closing of ['store: file', 'new id at login: yes', 'CSRF defence: token']) {
      expect(fewer).toContain(`(${closing})`);
    }

    await change(id, { store: 'sql', renewAtLogin: true, csrf: 'token' });
    const before = (await call(server, 'GET', `/${id}/wire?after=0`)).body;
    const passed = await told(await audit(reader));
    expect(done(passed)).toBe(6);
    expect(saidAt(passed, 5)).toMatch(/^No hole is open: 12 attacks were run and came to nothing\. 3 need a browser/);
    expect((await call(server, 'GET', `/${id}/wire?after=0`)).body).toBe(before);
  });
});
