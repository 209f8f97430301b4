import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { register, type Visitor, visitor } from '../harness/http.ts';
import { readPolicy } from '../harness/observatory.ts';
import { type Server, startServer } from '../harness/server.ts';

const PAGES = [
  '/',
  '/register',
  '/login',
  '/preferences',
  '/profile',
  '/sessions',
  '/admin/users',
  '/style',
  '/source?file=proxy.ts',
  '/nope',
  '/logout',
];

let server: Server;
let client: Visitor;
beforeAll(async () => {
  server = await startServer();
  client = visitor(server);
  await register(client);
});
afterAll(() => server.stop());

async function policyOf(path: string) {
  const { headers, body } = await client.get(path);
  const header = headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(header)?.[1] ?? '';
  return { header, nonce, body };
}

for (const path of PAGES) {
  test(`S60 the policy of ${path} has the wanted directives and leaves the evaluator nothing to find`, async () => {
    const { header, nonce } = await policyOf(path);
    const policy = readPolicy(header);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual([`'nonce-${nonce}'`, "'strict-dynamic'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(policy.get('report-uri')).toEqual(['/api/csp-reports']);
    const findings = new CspEvaluator(new CspParser(header).csp).evaluate();
    expect(findings.filter(({ severity }) => severity !== Severity.NONE)).toEqual([]);
  });

  test(`S60 the nonce of ${path} has 128 bits, is another each time, and stands on every script tag`, async () => {
    const [first, second] = await Promise.all([policyOf(path), policyOf(path)]);
    for (const { nonce, body } of [first, second]) {
      expect(Buffer.from(nonce, 'base64').length).toBe(16);
      const tags = body.match(/<script\b[^>]*>/g) ?? [];
      expect(tags.length).toBeGreaterThan(0);
      expect(tags.filter((tag) => !tag.includes(` nonce="${nonce}"`))).toEqual([]);
    }
    expect(first.nonce).not.toBe(second.nonce);
  });
}

test('S60 no page carries an event handler or a style in its markup, which the policy would block', async () => {
  for (const path of PAGES) {
    const { body } = await policyOf(path);
    const tags = body.replace(/<script\b[\s\S]*?<\/script>/g, '').match(/<[a-z][^>]*>/g) ?? [];
    expect(
      tags.filter((tag) => /\s(on[a-z]+|style)=/.test(tag)),
      path,
    ).toEqual([]);
  }
});

test('S60 the evaluator finds what is wrong with a weak policy', () => {
  const findings = new CspEvaluator(new CspParser("script-src 'unsafe-inline' https:").csp).evaluate();
  expect(findings.map(({ severity }) => severity)).toContain(Severity.HIGH);
});

test('S60 a report is answered with 204 and logged in one line', async () => {
  const report = JSON.stringify({ 'csp-report': { 'blocked-uri': 'https://evil.example/\r\nx.js' } });
  const answer = await client.post(
    '/api/csp-reports',
    {},
    {
      body: report,
      headers: { 'Content-Type': 'application/csp-report' },
    },
  );
  expect(answer.status).toBe(204);
  const lines = server
    .log()
    .split('\n')
    .filter((line) => line.includes('evil.example'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'csp-report', report });
});
