import { z } from 'zod';

/**
 * Everything the shop keeps about a visitor, whatever the mechanism: login, permissions, preferences, cart, progress.
 * Read back from a cookie it is input like any other, and what does not fit is dropped field by field.
 */
export const THEMES = ['light', 'dark', 'sepia'] as const;
export const FONT_SIZES = ['small', 'medium', 'large'] as const;
export const BACKGROUNDS = ['cream', 'rose', 'mint', 'white'] as const;
export const LANGUAGES = ['en', 'de', 'hi'] as const;
export const ROLES = ['user', 'admin'] as const;
export const CHECKOUT_STEPS = ['address', 'payment', 'confirm'] as const;

const short = z.string().max(200);

export const stateFields = {
  user: z.string().min(1).max(40),
  role: z.enum(ROLES),
  theme: z.enum(THEMES),
  font_size: z.enum(FONT_SIZES),
  background: z.enum(BACKGROUNDS),
  language: z.enum(LANGUAGES),
  visits: z.number().int().min(0).max(1_000_000),
  cart: z.array(z.string().min(1).max(40)).max(2000),
  checkout: z.enum(CHECKOUT_STEPS),
  address: short,
  /** The token that forms must carry, where the policy asks for one. */
  csrf_token: short,
  /** What the session is bound to, where the policy binds it. */
  bound_to: short,
  /** "Stay logged in" was ticked: no idle limit. */
  remember: z.literal(true),
};

const stateSchema = z.object(stateFields).partial();

export type SessionState = z.infer<typeof stateSchema>;
export type Role = (typeof ROLES)[number];

/** Keeps of an unknown value what is a session's state, and drops the rest. Never throws. */
export function readState(value: unknown): SessionState {
  if (typeof value !== 'object' || value === null) return {};
  const state: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(stateFields)) {
    const result = schema.safeParse(Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);
    if (result.success) state[name] = result.data;
  }
  return state as SessionState;
}
