import 'server-only';
import { sealData, unsealData } from 'iron-session';
import type { z } from 'zod';
import { currentKeyNumber, type Purpose, sealingKeys } from './keys';

/** Why a seal was not believed. */
export type SealProblem =
  /** It is no seal, or its authentication code does not match: changed, made up, or made for another purpose. */
  | 'invalid'
  /** Its time is over. */
  | 'expired'
  /** It never expires, or claims to be made in the future: we make no such seals. */
  | 'timeless'
  /** It was made with a key this server no longer has. */
  | 'unknown-key';

export type Opened<Content> = { content: Content; expiresAt: Date; keyNumber: string } | { problem: SealProblem };

/** Clocks of two servers may differ by this much. */
const CLOCK_SKEW_SECONDS = 60;

/** The fields of an iron seal: `Fe26.2*key number*salt*iv*encrypted*expiry in ms*salt*hmac`. */
const KEY_NUMBER_FIELD = 1;
const EXPIRY_FIELD = 5;

const PROBLEM_OF = { invalid: 'invalid', expired: 'expired', 'unknown-password': 'unknown-key' } as const;

function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** Seals `content` for one purpose: encrypted (AES-256-CBC) and authenticated (HMAC-SHA-256) by iron-session. */
export function seal(purpose: Purpose, content: object, seconds: number): Promise<string> {
  return sealData(
    { ...content, purpose, sealedAt: nowInSeconds() },
    { password: sealingKeys(purpose), ttl: Math.max(1, Math.floor(seconds)) },
  );
}

/**
 * Opens a seal; a bad one is an answer, never an exception.
 * @param schema what the content must look like: a seal by our key is authentic, yet may be from an older version
 */
export async function open<Content>(
  purpose: Purpose,
  text: string,
  schema: z.ZodType<Content>,
): Promise<Opened<Content>> {
  let problem: SealProblem | undefined;
  const opened = await unsealData<Record<string, unknown>>(text, {
    password: sealingKeys(purpose),
    onUnsealError: (reason) => {
      problem = PROBLEM_OF[reason];
    },
  });
  if (problem) return { problem };
  if (opened.purpose !== purpose) return { problem: 'invalid' };

  const fields = text.split('*');
  const expiry = Number(fields[EXPIRY_FIELD] || Number.NaN);
  const { sealedAt } = opened;
  if (!Number.isFinite(expiry) || typeof sealedAt !== 'number' || sealedAt > nowInSeconds() + CLOCK_SKEW_SECONDS) {
    return { problem: 'timeless' };
  }
  const content = schema.safeParse(opened);
  if (!content.success) return { problem: 'invalid' };
  return {
    content: content.data,
    expiresAt: new Date(expiry),
    keyNumber: fields[KEY_NUMBER_FIELD] ?? currentKeyNumber(),
  };
}
