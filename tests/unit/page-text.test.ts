import { expect, test } from 'vitest';
import { readPage } from '@/lib/wire/page-text';

test('the first heading of the main part, and the lines below it', () => {
  const html =
    '<html><head><title>x</title></head><body><header>menu</header><main><h1>Hello, ada</h1><dl><dt>E-mail</dt>' +
    '<dd>ada@shop.example</dd></dl><ul><li><a href="/a">One</a></li><li>Two</li></ul></main></body></html>';
  expect(readPage(html)).toEqual({ heading: 'Hello, ada', text: 'E-mail: ada@shop.example; One; Two' });
});

test.each([
  ['', { heading: null, text: '' }],
  ['The store does not answer.\n', { heading: null, text: 'The store does not answer.' }],
  ['<main><h1>Cut off', { heading: null, text: 'Cut off' }],
  ['<main><h1>&lt;b&gt; &amp; &#39;</h1>', { heading: "<b> & '", text: '' }],
  ['<main><h1>x</h1>&lt;script&gt;', { heading: 'x', text: '<script>' }],
])('%j', (html, read) => {
  expect(readPage(html)).toEqual(read);
});
