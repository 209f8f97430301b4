import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../harness/benches.ts';
import { type Visitor, visitor } from '../harness/http.ts';
import { type Server, startServer } from '../harness/server.ts';

/** Chapter 12 for whoever throws its switch too early: the button says what is in the way, instead of showing nothing. */

const API = '/api/learn/12-theft';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server?.stop());

const send = (reader: Visitor, fields: object) =>
  reader.post(API, {}, { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fields) });

test('with HttpOnly on, the first script is not written: it would be shown nothing', async () => {
  const reader = visitor(server);
  const { bench } = (await send(reader, { do: 'predict', answer: 'c' })).json() as { bench: { id: string } };
  const changed = await call(server, 'PATCH', `/${bench.id}`, { policy: { cookie: { httpOnly: true } } });
  expect(changed.status, changed.body).toBe(200);
  const refused = await send(reader, { do: 'press', step: '0' });
  expect(refused.status).toBe(409);
  expect((refused.json() as { error: string }).error).toMatch(/^Set HttpOnly to no first: /);
});
