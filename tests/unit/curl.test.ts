import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { asCurl } from '@/lib/wire/curl';
import { exampleExchange } from '../harness/bench-example';

const ORIGIN = 'http://k7f2.shop.session.localhost:3000';

/** What a POSIX shell hands to curl when the command is pasted into it. */
function argumentsGiven(command: string): string[] {
  // The shell itself is the judge: a function called curl prints what it was given, each argument ended by a NUL.
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

const request = (given: Parameters<typeof exampleExchange>[1]) => asCurl(exampleExchange(1, given), ORIGIN);

const HOSTILE = [
  `it's; touch /tmp/x`,
  `'; echo "$(id)" \`id\` #`,
  `$HOME \\' "quoted" \\`,
  `two\nlines\r\nthree`,
  `!history *?[glob] ~ & | < > (sub)`,
  `@/etc/passwd`,
  `-o /tmp/x`,
  `नमस्ते 🍵`,
];

test.each(HOSTILE)('a body %j reaches curl as it is, and nothing of it is run', (body) => {
  const given = argumentsGiven(request({ request: { method: 'POST', body } }));
  expect(given.at(-2)).toBe('--data-raw');
  expect(given.at(-1)).toBe(body);
});

test.each(HOSTILE)('a header value %j reaches curl as it is', (value) => {
  const given = argumentsGiven(request({ request: { headers: [['X-Note', value]] } }));
  expect(given).toContain(`X-Note: ${value}`);
});

test.each(HOSTILE)('a method and a target %j reach curl as they are', (text) => {
  const given = argumentsGiven(request({ request: { method: text, target: `/${text}` } }));
  expect(given[given.indexOf('--request') + 1]).toBe(text);
  const target = given.includes('--request-target') ? given[given.indexOf('--request-target') + 1] : given[0];
  expect(target?.replace(ORIGIN, '')).toBe(`/${text}`);
});

test('a header whose name would be an option or a file to curl is left out', () => {
  const given = argumentsGiven(request({ request: { headers: [['@/etc/passwd', 'x']] } }));
  expect(given.join('\n')).not.toContain('passwd');
});

test('what curl writes by itself is left to it, and what it would add is taken back', () => {
  const given = argumentsGiven(
    request({
      request: {
        method: 'POST',
        body: 'a=1',
        headers: [
          ['Host', 'k7f2.shop.session.localhost:3000'],
          ['Connection', 'keep-alive'],
          ['Content-Length', '3'],
          ['Accept-Encoding', 'gzip'],
          ['X-Empty', ''],
          ['Cookie', 'sid=1'],
        ],
      },
    }),
  );
  const headers = given.filter((_, index) => given[index - 1] === '--header');
  expect(headers).toEqual(['X-Empty;', 'Cookie: sid=1', 'User-Agent:', 'Accept:', 'Content-Type:']);
  expect(given).toContain('--compressed');
  expect(given).not.toContain('--request');
});

test('a request for another host than it is sent to says so', () => {
  const given = argumentsGiven(request({ request: { headers: [['Host', 'other.localhost:3000']] } }));
  expect(given).toContain('Host: other.localhost:3000');
});

test('a plain GET is one line with its address', () => {
  const headers: [string, string][] = [
    ['User-Agent', 'a'],
    ['Accept', '*/*'],
  ];
  expect(request({ request: { target: '/cart?x=1', headers } })).toBe(
    `curl '${ORIGIN}/cart?x=1' \\\n  --header 'User-Agent: a' \\\n  --header 'Accept: */*'`,
  );
});

test.each(['/a/../b', '/[x]', '/{a,b}', '*', 'http://other/', '/a#b', '/%2e/x y'])(
  'the target %j is kept from being rewritten',
  (target) => {
    const given = argumentsGiven(request({ request: { target } }));
    expect(given[0]).toBe(`${ORIGIN}/`);
    expect(given[given.indexOf('--request-target') + 1]).toBe(target);
  },
);

test('HEAD waits for no body', () => {
  expect(argumentsGiven(request({ request: { method: 'HEAD' } }))).toContain('--head');
});
