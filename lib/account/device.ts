import 'server-only';
import { randomUUID } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import type { Place } from '@/lib/http/origins';
import { open, seal } from './seal';

/**
 * The device cookie: "this browser has logged in to these accounts before". It opens nothing; it only gives the browser
 * a failure counter of its own.
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */

const DEVICE_SECONDS = 180 * 24 * 60 * 60;
const MAX_NAMES = 5;

const deviceSchema = z.object({ id: z.uuid(), names: z.array(z.string()).max(MAX_NAMES) });
type Device = z.infer<typeof deviceSchema>;

/** On plain HTTP to another machine a name of its own, like the session's: a shop may share that host. */
export const DEVICE_COOKIES = { trustworthy: '__Host-Http-device', plain: 'account-device' } as const;

function deviceCookieName(place: Place): string {
  return place.trustworthy ? DEVICE_COOKIES.trustworthy : DEVICE_COOKIES.plain;
}

/** Whether a request carried a device cookie, whatever is in it. */
export function hasDeviceCookie(cookieHeader: string, place: Place): boolean {
  return parseCookie(cookieHeader)[deviceCookieName(place)] !== undefined;
}

async function readDevice(cookieHeader: string, place: Place): Promise<Device | null> {
  const text = parseCookie(cookieHeader)[deviceCookieName(place)];
  if (!text) return null;
  const opened = await open('device', text, deviceSchema);
  return 'content' in opened ? opened.content : null;
}

/** Whose counter an attempt on this account is counted by: the device's own, or the one all strangers share. */
export async function throttleSubject(name: string, cookieHeader: string, place: Place): Promise<string> {
  const device = await readDevice(cookieHeader, place);
  return device?.names.includes(name) ? `device:${device.id}:${name}` : `account:${name}`;
}

/** The Set-Cookie header that remembers a login to `name`. */
export async function rememberedDevice(name: string, cookieHeader: string, place: Place): Promise<string> {
  const device = await readDevice(cookieHeader, place);
  const names = [name, ...(device?.names ?? []).filter((other) => other !== name)].slice(0, MAX_NAMES);
  return stringifySetCookie({
    name: deviceCookieName(place),
    value: await seal('device', { id: device?.id ?? randomUUID(), names }, DEVICE_SECONDS),
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: place.trustworthy,
    maxAge: DEVICE_SECONDS,
  });
}
