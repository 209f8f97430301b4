import { z } from 'zod';

/**
 * Every setting of Session Lab, read from the environment and checked once. `npm start` checks before the port opens;
 * a wrong setting stops it with a sentence that names the variable and never its value.
 */

const SECRET_MIN_LENGTH = 32;
const PLACEHOLDERS =
  /change.?me|your.?secret|secret.?key|password|example|placeholder|default|complex_password_at_least/i;

/** Bits of entropy by the frequency of its characters (Shannon): 64 random hex digits have about 250. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

function weakness(secret: string): string | null {
  if (secret.trim().length < SECRET_MIN_LENGTH) return `is shorter than ${SECRET_MIN_LENGTH} characters`;
  if (PLACEHOLDERS.test(secret)) return 'is a placeholder, not a secret';
  if (entropyBits(secret) < 100) return 'is too regular to be random';
  return null;
}

const HOW_TO_MAKE_ONE = `Make one with: node -e "console.log(require('crypto').randomBytes(32).toString('hex'))"`;

const secret = z.string({ error: `is missing. ${HOW_TO_MAKE_ONE}` }).superRefine((value, context) => {
  const reason = weakness(value);
  if (reason) context.addIssue({ code: 'custom', message: `${reason}. ${HOW_TO_MAKE_ONE}` });
});

/** `1:secret` or, while rotating, `1:old,2:new`: the highest number seals, all of them open. */
const numberedSecrets = z
  .string({ error: `is missing. Write 1: and a secret. ${HOW_TO_MAKE_ONE}` })
  .transform((text, context) => {
    const secrets: Record<string, string> = {};
    for (const part of text.split(',')) {
      const [, id, value] = /^\s*([1-9]\d{0,3}):(.*)$/s.exec(part) ?? [];
      if (id === undefined || value === undefined || id in secrets) {
        context.addIssue({ code: 'custom', message: 'is not written as 1:secret or 1:old,2:new' });
        return z.NEVER;
      }
      const reason = weakness(value);
      if (reason) {
        context.addIssue({ code: 'custom', message: `${reason} (number ${id}). ${HOW_TO_MAKE_ONE}` });
        return z.NEVER;
      }
      secrets[id] = value.trim();
    }
    return secrets;
  });

const whole = (least: number, most: number, standard: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(least, `is below ${least}`)
    .max(most, `is above ${most}`)
    .default(standard);

const origin = z
  .url({ protocol: /^https?$/, error: 'is not an origin such as https://lab.example.edu' })
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'is not a bare origin (no path, no slash at the end)',
  );

const wildcardOrigin = z
  .string()
  .refine(
    (value) => origin.safeParse(value.replace('//*.', '//')).success,
    'is not an origin such as https://*.shop.example.edu',
  );

const flag = z
  .enum(['0', '1'], { error: 'is neither 0 nor 1' })
  .default('0')
  .transform((value) => value === '1');

const DAY = 24 * 60 * 60;

/** The variables as they are written; `.env.example` lists exactly these. */
export const variables = z.object({
  SESSION_SECRETS: numberedSecrets,
  PASSWORD_PEPPER: secret,
  DATABASE_URL: z
    .string()
    .regex(/^file:./, 'is not a file: address')
    .default('file:./data/session-lab.db'),
  MAX_BENCHES: whole(1, 100_000, 5000),
  BENCHES_PER_ADDRESS: whole(1, 1_000_000, 1000),
  BENCH_DATA: z.string().min(1).default('./data/benches'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is not an address such as redis://127.0.0.1:6379' }).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(1, 65_535, 3000),
  SITE_ORIGIN: origin.optional(),
  SHOP_ORIGIN: wildcardOrigin.optional(),
  MALLORY_ORIGIN: origin.optional(),
  TRUSTED_PROXY_HOPS: whole(0, 8, 0),
  ALLOW_LOGIN_OVER_HTTP: flag,
  IDLE_TIMEOUT_SECONDS: whole(1, 30 * DAY, 8 * 60 * 60),
  ABSOLUTE_TIMEOUT_SECONDS: whole(1, 30 * DAY, 7 * DAY),
  SESSIONS_PER_USER: whole(1, 1000, 10),
  SWEEP_INTERVAL_SECONDS: whole(1, DAY, 600),
  PASSWORD_MIN_LENGTH: whole(8, 64, 8),
  BCRYPT_COST: whole(10, 15, 12),
  HASH_WORKERS: whole(1, 16, 1),
  HASH_QUEUE_LIMIT: whole(1, 10_000, 60),
  ADDRESS_FAILURES_LIMIT: whole(1, 1_000_000, 300),
  LOGIN_DELAY_MAX_SECONDS: whole(1, 3600, 60),
  LOG_FILE: z.string().min(1).optional(),
});

const schema = variables.transform((settings) => ({
  ...settings,
  SITE_ORIGIN: settings.SITE_ORIGIN ?? `http://session.localhost:${settings.PORT}`,
  SHOP_ORIGIN: settings.SHOP_ORIGIN ?? `http://*.shop.session.localhost:${settings.PORT}`,
  MALLORY_ORIGIN: settings.MALLORY_ORIGIN ?? `http://mallory.localhost:${settings.PORT}`,
}));

/** The checked settings; durations are in seconds. */
export type Settings = z.infer<typeof schema>;

/** A setting is missing or wrong. The message is made for the person who starts the server. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads and checks the settings.
 * @throws {SettingsError} one line for each wrong variable: its name and what is wrong, never its value.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'));
}

let settings: Settings | undefined;

/** The settings of this process, checked at first use. */
export function env(): Settings {
  settings ??= readSettings(process.env);
  return settings;
}
