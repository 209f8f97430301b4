import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MalloryPane } from '@/app/bench/_parts/mallory-pane';
import { Workbench, type WorkbenchProps } from '@/app/bench/_parts/workbench';
import type { Exchange } from '@/lib/wire/exchange';
import {
  changedCookieExchanges,
  changedCookieView,
  exampleExchange,
  exampleExchanges,
  exampleView,
  recorded,
} from '../harness/bench-example';

/** The workbench as the server draws it, for a browser that runs no script. */
function drawn(props: Partial<WorkbenchProps> = {}): string {
  return renderToStaticMarkup(
    <Workbench
      view={exampleView}
      exchanges={exampleExchanges}
      returnTo="/bench/k7f2"
      presets={[{ id: 'flask', title: 'Flask' }]}
      {...props}
    />,
  );
}

const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
/** What can be read, without the markup. */
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

const mallory = (
  <MalloryPane
    view={{ ...exampleView, mallory: { base: 'http://localhost:3000/mallory/k7f2', otherSite: false } }}
    exchanges={exampleExchanges}
    attacks={[
      { name: 'tamper', title: 'Tamper', tries: 'She tries.', needed: 'A login.', meaningless: null },
      { name: 'guess-id', title: 'Guess', tries: 'She tries.', needed: 'Time.', meaningless: 'There is no id.' },
    ]}
    states={{ tamper: { kind: 'refused', sentence: 'Another attack is under way on this bench.' } }}
  />
);

const pages: [string, string][] = [
  ['Mallory', drawn({ mallory })],
  ['the fourth step', drawn()],
  ['a changed cookie', drawn({ view: changedCookieView, exchanges: changedCookieExchanges })],
  ['an older exchange, compared', drawn({ selected: 11, compareWith: 14 })],
  [
    'nothing yet',
    drawn({ exchanges: [], view: { ...exampleView, server: { ...exampleView.server, jar: [], rows: [] } } }),
  ],
];

test.each(pages)('%s: no style attribute and no script, which the page’s policy would block', (_, html) => {
  expect(html).not.toMatch(/\sstyle=|<script|\son[a-z]+=|javascript:/);
});

test.each(pages)('%s: ids are unique, and whatever is pointed at is there', (_, html) => {
  const ids = all(html, /\sid="([^"]*)"/g);
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  for (const pattern of [
    /popoverTarget="([^"]*)"/gi,
    /\sfor="([^"]*)"/g,
    /aria-(?:describedby|labelledby)="([^"]*)"/g,
  ]) {
    for (const id of all(html, pattern)) expect(ids).toContain(id);
  }
  expect(all(html, /popoverTarget="([^"]*)"/gi).length + 1).toBeGreaterThan(html.includes('class="bytes"') ? 5 : 0);
});

test.each(pages)('%s: every field has a label, every form a place to go', (_, html) => {
  for (const form of html.match(/<form[^>]*>/g) ?? []) {
    expect(form).toMatch(/action="(\/bench\/k7f2|http:\/\/k7f2\.shop\.session\.localhost:3000\/_jar)"/);
    expect(form).toMatch(/method="(get|post)"/);
  }
  for (const field of html.match(/<(input|select|textarea)[^>]*>/g) ?? []) {
    if (/type="(hidden|checkbox)"/.test(field)) continue;
    expect(html).toContain(`for="${/id="([^"]*)"/.exec(field)?.[1]}"`);
  }
});

test('what can be done to a bench is a form of its page, with the fields that say what', () => {
  const forms = all(drawn(), /<form(?=[^>]*method="post")(?=[^>]*action="\/bench\/k7f2")[^>]*>(.*?)<\/form>/gs);
  const hidden = (form: string) =>
    Object.fromEntries(
      [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
  const asked = forms.map(hidden);
  expect(asked).toContainEqual({ do: 'start-over' });
  expect(asked).toContainEqual({ do: 'policy' });
  expect(asked).toContainEqual({ do: 'clock', paused: 'false' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'restart' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'second-server', on: 'true' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'ban-user', username: 'ada' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'unban-user', username: 'grace' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'change-role', username: 'admin', role: 'user' });
  expect(asked).toContainEqual({ do: 'fault', fault: 'delete-session', key: exampleView.server.rows[0]?.key });
});

test('the jar’s form goes to the shop’s own host and comes back here', () => {
  const html = drawn({ view: changedCookieView, exchanges: changedCookieExchanges });
  const [first = ''] = all(html, /<form(?=[^>]*method="post")(?=[^>]*action="[^"]*_jar")[^>]*>(.*?)<\/form>/gs);
  expect(first).toContain('name="name" value="session"');
  expect(first).toContain('name="return" value="/bench/k7f2"');
  expect(first).toContain('<textarea');
  expect(words(html)).toContain('Put the original back');
});

test('the diagram shows the refusal as one, and the signature only shortened', () => {
  const html = drawn({ view: changedCookieView, exchanges: changedCookieExchanges });
  const figure = /<figure.*?<\/figure>/s.exec(html)?.[0] ?? '';
  expect(figure).toMatch(/class="refusal".*Signature does not match/s);
  expect(figure).toContain('hm4j…67IU');
  expect(html).not.toContain('hm4jAb3PCTGEtZJda37OzX67IU');
  expect(figure).toContain('no Set-Cookie');
});

test('the signature of a changed cookie is not said to be right', () => {
  const jar = words(drawn({ view: changedCookieView, exchanges: changedCookieExchanges }));
  expect(jar).toMatch(/made by the\s+server\s+for the payload and time that it wrote/);
  expect(jar).toContain('whoever has the secret, or guesses it');
});

test('the changed bytes of a cookie and of a row are marked, and nothing else', () => {
  const changed = drawn({ view: changedCookieView, exchanges: changedCookieExchanges });
  expect(new Set(all(changed, /<mark>(.*?)<\/mark>/g))).toEqual(new Set(['YWRtaW4iLCJ1c2VyIjoiYWRhIn0']));
  expect(all(drawn(), /<mark>(.*?)<\/mark>/g)).toEqual([',&quot;assam-100&quot;']);
});

test('Mallory’s request leaves from her lane', () => {
  const html = drawn({ selected: 13 });
  const figure = /<figure.*?<\/figure>/s.exec(html)?.[0] ?? '';
  expect(figure).toContain('l-mallory');
  expect(figure).not.toContain('l-browser');
});

const figureOf = (html: string) => /<figure.*?<\/figure>/s.exec(html)?.[0] ?? '';
const headsOf = (html: string) =>
  all(/<ul class="seq-heads">.*?<\/ul>/s.exec(html)?.[0] ?? '', /<li data-actor="(\w+)"/g);

test('the lanes are those between whom the exchange was', () => {
  const lanes = (given: Parameters<typeof exampleExchange>[1]) => {
    const figure = figureOf(drawn({ exchanges: [exampleExchange(1, given)] }));
    expect(all(figure, /<g data-actor="(\w+)"/g)).toEqual(headsOf(figure));
    const ends = all(figure, /<li class="msg b-s[^"]*" data-actor="(\w+)"/g);
    return { heads: words(/<ul class="seq-heads">.*?<\/ul>/s.exec(figure)?.[0] ?? '').trim(), ends };
  };
  expect(lanes({})).toEqual({ heads: 'browser server', ends: ['browser', 'server'] });
  expect(lanes({ scripted: 'ada' })).toEqual({ heads: 'ada server', ends: ['browser', 'server'] });
  expect(lanes({ sender: 'mallory', scripted: 'Mallory' })).toEqual({
    heads: 'Mallory server',
    ends: ['mallory', 'server'],
  });
  expect(lanes({ to: 'mallory' })).toEqual({ heads: 'browser Mallory’s site', ends: ['browser', 'mallory'] });
  expect(lanes({ to: 'mallory', scripted: 'ada' })).toEqual({
    heads: 'ada Mallory’s site',
    ends: ['browser', 'mallory'],
  });
});

test('the log says in words whose each line is', () => {
  const html = drawn({
    exchanges: [
      exampleExchange(1),
      exampleExchange(2, { scripted: 'ada' }),
      exampleExchange(3, { sender: 'mallory', scripted: 'Mallory' }),
      exampleExchange(4, { to: 'mallory' }),
    ],
  });
  const lines = (html.match(/<button[^>]*class="log-l".*?<\/button>/gs) ?? []).map((line) => words(line).trim());
  expect(lines).toEqual([
    '1 browser GET / 200',
    '2 ada GET / ada 200',
    '3 Mallory GET / Mallory 200',
    '4 browser GET / to Mallory’s site 200',
  ]);
});

test('the frame’s address follows the visitor’s own browser alone, and no other tab of it', () => {
  const page = (n: number, target: string, more: Parameters<typeof exampleExchange>[1] = {}) =>
    exampleExchange(n, { request: { target }, ...more });
  const address = (...exchanges: Exchange[]) =>
    words(/<div class="chrome"><code>.*?<b>(.*?)<\/b>/s.exec(drawn({ exchanges }))?.[1] ?? '');
  const own = page(1, '/cart');
  expect(address(own)).toBe('/cart');
  expect(address(own, page(2, '/profile', { scripted: 'ada' }))).toBe('/cart');
  expect(address(own, page(2, '/profile', { sender: 'mallory', scripted: 'Mallory' }))).toBe('/cart');
  expect(address(own, page(2, '/k7f2/', { to: 'mallory' }))).toBe('/cart');
  const inTab = { request: { target: '/email', headers: [['Sec-Fetch-Dest', 'document']] as [string, string][] } };
  expect(address(own, exampleExchange(2, inTab))).toBe('/cart');
});

test('a summed entry says how many requests it stands for', () => {
  expect(words(drawn())).toContain('(1,000 requests)');
});

test('what a visitor or a server sends is shown as text', () => {
  const evil = `"><img src=x onerror=alert(1)></textarea><script>alert(1)</script>`;
  const html = drawn({
    exchanges: [
      exampleExchange(1, {
        request: {
          method: 'POST',
          target: `/${evil}`,
          headers: [
            [evil, evil],
            ['Cookie', `sid=${evil}`],
          ],
          body: evil,
        },
        response: {
          reason: evil,
          headers: [
            ['Set-Cookie', evil],
            ['Location', evil],
          ],
          body: evil,
        },
        steps: recorded({ kind: 'cookie-found', name: evil, value: evil, bytes: 1 }, { kind: 'malformed', what: evil }),
      }),
    ],
    view: {
      ...exampleView,
      warnings: [evil],
      server: {
        ...exampleView.server,
        loggedInAs: evil,
        jar: [{ ...exampleView.server.jar[0], name: evil, value: evil } as never],
        rows: [{ ...exampleView.server.rows[0], state: { user: evil } } as never],
      },
    },
  });
  expect(html).not.toMatch(/<img|<script/);
  expect(words(html)).toContain('onerror=alert(1)');
});

test('a chapter shows only what it has told of', () => {
  const html = drawn({ panes: ['browser', 'wire'], switches: ['mechanism'] });
  expect(html).not.toContain('id="pane-server"');
  expect(all(html, /<select[^>]*name="([^"]*)"/g)).toEqual(['mechanism', 'compare']);
});

test('a store that cannot be chosen is greyed, and says why', () => {
  expect(drawn({ stores: { redis: 'no server set' } })).toMatch(
    /<option value="redis" disabled="">redis \(no server set\)/,
  );
});

test('Mallory’s pane is there where she is, with what she holds and what she can try', () => {
  expect(drawn()).not.toContain('pane-mallory');
  expect(drawn({ mallory, panes: ['browser', 'wire'] })).not.toContain('pane-mallory');
  const html = drawn({ mallory });
  expect(html).toMatch(/<section class="pane" id="pane-mallory" data-actor="mallory" aria-label="Mallory"/);
  const said = words(html);
  expect(said).toContain('Logged in as mallory , by exchange 13');
  expect(said).toContain('Not the same bytes as your browser’s session cookie.');
  expect(said).toContain('Here her site shares the shop’s host');
  expect(html).toMatch(/<button[^>]*disabled=""[^>]*>Try it<span class="off">: Guess/);
  expect(said).toContain('There is no id.');
  expect(html).toContain('<input type="hidden" name="act" value="take"/>');
});
