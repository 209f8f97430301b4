import { expect, test } from 'vitest';
import { absentFromRequest, absentFromResponse, glossOf } from '@/lib/wire/gloss';
import { explainAttribute, explainHeader } from '@/lib/wire/headers';
import { summaryOf } from '@/lib/wire/summary';
import { changedCookieExchanges, exampleExchange, exampleExchanges, recorded } from '../harness/bench-example';

/** What Chromium sends with a form of the shop, and what the shop and its server answer. */
const NAMES = `Host Connection Content-Length Cache-Control sec-ch-ua sec-ch-ua-mobile sec-ch-ua-platform Origin
  Content-Type Upgrade-Insecure-Requests User-Agent Accept Sec-Fetch-Site Sec-Fetch-Mode Sec-Fetch-User Sec-Fetch-Dest
  Referer Accept-Encoding Accept-Language Cookie Set-Cookie Location Referrer-Policy Content-Security-Policy Date
  Keep-Alive Transfer-Encoding Vary X-Content-Type-Options`.split(/\s+/);

test.each(NAMES)('%s explains itself in one sentence, however it is written', (name) => {
  const sentence = explainHeader(name);
  expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
  expect(explainHeader(name.toUpperCase())).toBe(sentence);
});

test.each(['Path', 'Domain', 'Max-Age', 'Expires', 'HttpOnly', 'Secure', 'SameSite'])(
  'the attribute %s explains itself',
  (name) => {
    expect(explainAttribute(name.toLowerCase())).toMatch(/^[A-Z].*\.$/);
  },
);

test('a value may change what a header says', () => {
  expect(explainHeader('Sec-Fetch-Site', 'cross-site')).toMatch(/another site/);
  expect(explainHeader('Sec-Fetch-Site', 'same-origin')).not.toMatch(/another site/);
  expect(explainHeader('Cache-Control', 'no-store')).not.toBe(explainHeader('Cache-Control', 'no-cache'));
  expect(explainAttribute('SameSite', 'Strict')).not.toBe(explainAttribute('SameSite', 'Lax'));
});

test.each(['X-Nobody-Knows', 'constructor', '__proto__', 'toString', ''])('%j is not explained', (name) => {
  expect(explainHeader(name, name)).toBeNull();
  expect(explainAttribute(name, name)).toBeNull();
});

const at = (n: number) =>
  [...exampleExchanges, ...changedCookieExchanges].find((one) => one.n === n) ?? exampleExchange(n);
const glosses = (n: number, previous?: number) =>
  at(n).request.headers.map((line) => glossOf(at(n), 'request', line, previous === undefined ? null : at(previous)));

test('the same cookie as before is said to be the same', () => {
  expect(glosses(15, 14)).toContain('The same bytes as in exchange 14.');
  expect(glosses(15, 13)).toContain('Name and value, nothing else: no attribute travels back.');
});

test('an Origin is remarked on only when it is another one', () => {
  const from = (origin: string) => {
    const line: [string, string] = ['Origin', origin];
    return glossOf(exampleExchange(1, { request: { headers: [['Host', 'a.localhost:3000'], line] } }), 'request', line);
  };
  expect(from('http://a.localhost:3000')).toBeNull();
  expect(from('http://mallory.localhost:3000')).toMatch(/mallory/);
  expect(from('null')).toMatch(/does not say/);
});

test('an id that goes along in a Referer is remarked on', () => {
  const line: [string, string] = ['Referer', 'http://a.localhost/profile?sid=gZCG'];
  expect(glossOf(exampleExchange(1, { request: { headers: [line] } }), 'request', line)).toMatch(/the id with it/);
});

test('a deletion is told from a setting', () => {
  const gloss = (value: string) => glossOf(at(1), 'response', ['Set-Cookie', value]);
  expect(gloss('sid=; Max-Age=0')).toMatch(/forget sid/);
  expect(gloss('sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toMatch(/forget sid/);
  expect(gloss('sid=abc; Path=/')).toBe('6 bytes of name and value, kept until the browser closes.');
  expect(gloss('sid=abc; Max-Age=60')).toMatch(/until Max-Age is over/);
});

test('a header that is missing is named where that matters', () => {
  expect(absentFromRequest(at(10))?.name).toBe('Cookie');
  expect(absentFromRequest(at(15))).toBeNull();
  const lost = recorded({ kind: 'did-not-come-back', name: 'sid', setIn: 3, causes: [] });
  expect(absentFromRequest(exampleExchange(4, { steps: lost }))?.gloss).toContain('exchange 3');
  expect(absentFromResponse(at(7))?.gloss).toMatch(/stays in the jar/);
  expect(absentFromResponse(at(15))).toBeNull();
  const unknown = (accepted: boolean) =>
    absentFromResponse(exampleExchange(1, { steps: recorded({ kind: 'id-unknown', id: '17', accepted }) }));
  expect(unknown(false)?.gloss).toMatch(/sent again with every request/);
  expect(unknown(true), 'an id that is taken is no refused cookie').toBeNull();
});

test('a login that leaves the id as it was is a missing Set-Cookie', () => {
  const login = (headers: [string, string][]) =>
    exampleExchange(1, {
      request: { method: 'POST', target: '/login', headers: [['Cookie', 'sid=1']] },
      response: { status: 303, headers },
    });
  expect(absentFromResponse(login([]))?.gloss).toMatch(/same after login as before/);
  expect(absentFromResponse(login([['Set-Cookie', 'sid=2']]))).toBeNull();
});

test('one action is told once, with the refusal and whose it was', () => {
  expect(summaryOf([at(15)])).toBe(
    'Exchange 15: POST /cart, answered 303 to /cart. ada is logged in, with the role user.',
  );
  const refused =
    'Exchange 7: GET /admin, answered 303 to /login?next=%2Fadmin. ' +
    'Signature does not match: the payload was changed after signing, or another secret signed it. ' +
    'Anybody can change the text, but nobody can sign it without the secret.';
  const last = 'Exchange 14: GET /, answered 200 OK. ada is logged in, with the role user.';
  expect(summaryOf([at(7), at(14)])).toBe(`${refused} ${last}`);
  expect(summaryOf([at(15), at(7), at(14)])).toBe(`Exchange 15: POST /cart, answered 303 to /cart. ${refused} ${last}`);
  expect(summaryOf([at(7), at(15), at(14)])).toBe(`${refused} ${last}`);
  expect(summaryOf([at(13)])).toMatch(/^Exchange 13, by Mallory:/);
  expect(summaryOf([])).toBe('');
});
