import { describe, expect, test } from 'vitest';
import { readSettings } from '@/lib/env';
import { malloryAddressOf, placeOf, shopAddressOf, victimPlaceOf } from '@/lib/http/origins';
import { type Interfaces, otherOrigin } from '@/lib/http/other-address';
import { randomSecret } from '../harness/server.ts';

const address = (text: string, internal = false) => ({
  address: text,
  family: text.includes(':') ? ('IPv6' as const) : ('IPv4' as const),
  internal,
  netmask: '',
  mac: '',
  cidr: null,
  scopeid: 0,
});

/** A laptop with two networks that have both kinds of address, and one that has not. */
const laptop = (): Interfaces => ({
  lo: [address('127.0.0.1', true), address('::1', true)],
  eth0: [address('192.168.1.20'), address('fe80::1'), address('2001:db8:0:0::20'), address('2001:db8::21')],
  wlan0: [address('10.0.0.7'), address('fd00::7')],
  docker0: [address('172.17.0.1'), address('fe80::2')],
});

const other = (origin: string, HOST = '::') => otherOrigin(origin, { HOST }, laptop);

describe('the machine’s other address', () => {
  test.each([
    ['http://localhost:3000', 'http://127.0.0.1:3000'],
    ['http://192.168.1.20:3000', 'http://[2001:db8::20]:3000'],
    ['http://10.0.0.7:8080', 'http://[fd00::7]:8080'],
  ])('%s and %s are each the other’s', (one, two) => {
    expect(other(one)).toBe(two);
    expect(other(two)).toBe(one);
  });

  test.each([
    ['an address that is none of the machine’s', 'http://192.168.1.99:3000'],
    ['the second of a network', 'http://[2001:db8::21]:3000'],
    ['a link-local one, which no browser can be sent to', 'http://[fe80::1]:3000'],
    ['one of a network that has no other', 'http://172.17.0.1:3000'],
    ['a name', 'http://laptop.local:3000'],
    ['IPv6 loopback', 'http://[::1]:3000'],
  ])('there is none for %s', (_, origin) => {
    expect(other(origin)).toBeNull();
  });

  test('there is none where this server does not listen', () => {
    expect(other('http://192.168.1.20:3000', '0.0.0.0')).toBeNull();
    expect(other('http://192.168.1.20:3000', '127.0.0.1')).toBeNull();
    expect(other('http://localhost:3000', '127.0.0.1')).toBe('http://127.0.0.1:3000');
    expect(other('http://localhost:3000', '192.168.1.20')).toBeNull();
  });
});

describe('Mallory and her victim', () => {
  const settings = readSettings({ SESSION_SECRETS: `1:${randomSecret()}`, PASSWORD_PEPPER: randomSecret() });

  test.each(['session.localhost:3000', 'localhost:3000', '127.0.0.1:3000'])('find each other from %s', (host) => {
    const visitor = placeOf(host, settings);
    if (!visitor) throw new Error('This host is none of the site’s.');
    const { base, otherSite } = malloryAddressOf(visitor, 'k7f2', settings);
    expect(otherSite).toBe(true);
    const hers = placeOf(new URL(base).host, settings);
    if (!hers) throw new Error('Her host is none of the site’s.');
    expect(new URL(base).hostname).not.toBe(new URL(visitor.origin).hostname);
    const victim = victimPlaceOf(hers, settings);
    expect(victim.origin).toBe(visitor.origin);
    expect(shopAddressOf(victim, 'k7f2', settings)).toEqual(shopAddressOf(visitor, 'k7f2', settings));
    expect(malloryAddressOf(victim, 'k7f2', settings).base).toBe(base);
  });

  test('share a host where the machine has no other address', () => {
    const place = placeOf('laptop.local:3000', settings);
    if (!place) throw new Error('This host is none of the site’s.');
    expect(malloryAddressOf(place, 'k7f2', settings)).toEqual({
      base: 'http://laptop.local:3000/mallory/k7f2',
      otherSite: false,
    });
    expect(victimPlaceOf(place, settings)).toEqual(place);
  });
});
