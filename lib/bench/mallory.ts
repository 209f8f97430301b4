import { z } from 'zod';
import { cookieName, isInUrl } from '@/lib/shop/policy';
import { MAX_COOKIE_BYTES } from '@/lib/wire/jar';
import type { Bench } from './bench';
import { COOKIE_VALUE } from './jar-change';
import { MALLORY_REQUESTS, type MalloryRequest } from './mallory-requests';
import type { MalloryView } from './view';

const ticket = z
  .string()
  .max(MAX_COOKIE_BYTES)
  .trim()
  .min(1)
  .regex(
    COOKIE_VALUE,
    'What Mallory takes may hold visible characters only, and no semicolon: a cookie would end there.',
  );

/** What a visitor can do as Mallory. */
export const mallorySchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('send'), request: z.enum(MALLORY_REQUESTS) }),
  z.strictObject({ act: z.literal('change-email'), email: z.string().min(1).max(200) }),
  /** With her own account. */
  z.strictObject({ act: z.literal('log-in') }),
  /** Goes on with somebody's session: the cookie's value, or the id that the address carries. */
  z.strictObject({ act: z.literal('take'), value: ticket }),
  z.strictObject({ act: z.literal('empty') }),
]);

export type MalloryAction = z.infer<typeof mallorySchema>;

/** Does as Mallory, with her own client and jar: her requests are real ones, and reach this bench's shop alone. */
export async function actAsMallory(bench: Bench, action: MalloryAction): Promise<void> {
  const { mallory, policy } = bench;
  switch (action.act) {
    case 'send':
      await sendAs(bench, action.request);
      break;
    case 'change-email':
      await mallory.submit('/email', '/email', { email: action.email });
      break;
    case 'log-in': {
      const password = bench.users.find('mallory')?.password ?? '';
      await mallory.submit('/login', '/login', { username: 'mallory', password });
      break;
    }
    case 'take':
      if (!isInUrl(policy)) await mallory.keep(cookieName(policy), action.value);
      else mallory.carry(action.value);
      break;
    case 'empty':
      mallory.emptyJar();
      break;
  }
  // Her jar has changed, whether anything crossed the wire or not.
  bench.changed();
}

async function sendAs({ mallory }: Bench, request: MalloryRequest): Promise<void> {
  const [method, path = '/'] = request.split(' ');
  if (method === 'GET') await mallory.get(path);
  else await mallory.submit('/', path, {});
}

/** What she holds: her client is the lab's own, so that its jar need not be guessed from the wire. */
export async function describeMallory({ mallory, policy }: Bench): Promise<MalloryView> {
  const jar = await mallory.held();
  return {
    jar: jar.map(({ key, value }) => ({ name: key, value, bytes: Buffer.byteLength(key + value) })),
    sessionCookie: cookieName(policy),
    carriesId: isInUrl(policy),
    carriedId: mallory.carriedId,
    lastExchange: mallory.lastExchange,
  };
}
