import { expect, test } from 'vitest';
import { originalValues } from '@/app/bench/original-values';
import { asCurl, originOf } from '@/lib/wire/curl';
import { glossOf } from '@/lib/wire/gloss';
import { answererOf, isVisitors, requesterOf } from '@/lib/wire/parties';
import { summaryOf } from '@/lib/wire/summary';
import { exampleExchange } from '../harness/bench-example';

const ofVisitor = exampleExchange(1);
const ofAda = exampleExchange(2, { scripted: 'ada' });
const ofMallory = exampleExchange(3, { sender: 'mallory', scripted: 'Mallory' });
const atHerSite = exampleExchange(4, {
  to: 'mallory',
  request: { target: '/k7f2/', headers: [['Host', 'mallory.localhost:3000']] },
});

test('who is at either end of an exchange', () => {
  expect([ofVisitor, ofAda, ofMallory, atHerSite].map(requesterOf)).toEqual([
    { actor: 'browser', name: 'browser' },
    { actor: 'browser', name: 'ada' },
    { actor: 'mallory', name: 'Mallory' },
    { actor: 'browser', name: 'browser' },
  ]);
  expect([ofMallory, atHerSite].map(answererOf)).toEqual([
    { actor: 'server', name: 'server' },
    { actor: 'mallory', name: 'Mallory’s site' },
  ]);
  expect([ofVisitor, ofAda, ofMallory, atHerSite].map(isVisitors)).toEqual([true, false, false, false]);
});

test('a command goes to the host that the request went to', () => {
  const shop = 'http://k7f2.shop.session.localhost:3000';
  expect(originOf(ofVisitor, shop)).toBe(shop);
  expect(asCurl(atHerSite, originOf(atHerSite, shop))).toContain("curl 'http://mallory.localhost:3000/k7f2/'");
  expect(originOf(ofMallory, 'https://lab.example')).toBe('https://k7f2.shop.session.localhost:3000');
});

test('what is set in somebody else’s jar is not what was set in the browser’s', () => {
  const sets = (value: string) => ({ response: { headers: [['Set-Cookie', `sid=${value}`]] as [string, string][] } });
  const exchanges = [
    exampleExchange(1, sets('own')),
    exampleExchange(2, { ...sets('ada'), scripted: 'ada' }),
    exampleExchange(3, { ...sets('mallory'), sender: 'mallory', scripted: 'Mallory' }),
    exampleExchange(4, { ...sets('planted'), to: 'mallory' }),
  ];
  expect(originalValues(exchanges)).toEqual({ sid: 'own' });
});

test('it is said whose an exchange is, and a long run is summed up', () => {
  expect(summaryOf([ofVisitor])).toMatch(/^Exchange 1: /);
  expect(summaryOf([ofAda])).toMatch(/^Exchange 2, by ada: /);
  expect(summaryOf([atHerSite])).toMatch(/^Exchange 4, by browser to Mallory’s site: /);
  const run = Array.from({ length: 9 }, (_, place) =>
    exampleExchange(10 + place, place % 2 ? { scripted: 'ada' } : { sender: 'mallory', scripted: 'Mallory' }),
  );
  expect(summaryOf(run)).toBe('Exchanges 10 to 18, by Mallory, ada.');
});

test('a client of the lab’s own follows no redirect, and is no browser', () => {
  const location = ['Location', '/'] as const;
  expect(glossOf(ofVisitor, 'response', location)).toBe('The browser goes to / by itself.');
  expect(glossOf(ofMallory, 'response', location)).toBe('A browser would go to / by itself; this client stops here.');
  expect(glossOf(ofMallory, 'response', ['Set-Cookie', 'sid=1'])).toContain('until the client closes');
});
