import { z } from 'zod';
import { benchTables } from '@/lib/db';
import { MARKUP_NAMES } from '@/lib/shop/guestbook-markup';
import { isKeyed, policySchema } from '@/lib/shop/policy';
import { secretFlaw } from '@/lib/shop/secrets';
import { parseJson } from '@/lib/shop/stores/stored-text';
import type { Bench } from './bench';

/** In milliseconds, and so near that every sum of two is still a Date (ECMA-262, 21.4.1.1). */
const time = z.number().min(-1e14).max(1e14);

/** A policy, and a secret that fits it. */
const switches = { policy: policySchema, secret: z.string() };
const fits = ({ policy, secret }: z.infer<z.ZodObject<typeof switches>>) =>
  !isKeyed(policy) || secretFlaw(policy.mechanism, secret) === null;

/** What a bench needs to come back after a restart of the site. Its exchanges do not. */
const savedSchema = z
  .object({
    ...switches,
    preset: z.string(),
    /** The switches it was made with, and those it has now. */
    first: z.object({ ...switches, preset: z.string() }).refine(fits),
    users: z.array(
      z.object({
        username: z.string(),
        password: z.string(),
        role: z.enum(['user', 'admin']),
        email: z.string(),
        banned: z.boolean(),
      }),
    ),
    guestbook: z.array(z.object({ by: z.string(), text: z.string(), markup: z.enum(MARKUP_NAMES).optional() })),
    clock: z.object({ ahead: time, stoppedAt: time.nullable() }),
    lastId: z.number().int().min(0),
    servers: z.union([z.literal(1), z.literal(2)]),
    cookieNames: z.array(z.string()),
  })
  .refine(fits);

export type SavedBench = z.infer<typeof savedSchema>;

export async function saveBench(bench: Bench): Promise<void> {
  const data = JSON.stringify(bench.saved());
  const usedAt = new Date(bench.usedAt);
  await benchTables().bench.upsert({
    where: { id: bench.id },
    create: { id: bench.id, data, usedAt },
    update: { data, usedAt },
  });
}

/** @returns null where there is none, or one that cannot be read: an older version wrote it, or it is damaged */
export async function readSavedBench(id: string): Promise<SavedBench | null> {
  const row = await benchTables().bench.findUnique({ where: { id } });
  if (!row) return null;
  return savedSchema.safeParse(parseJson(row.data)).data ?? null;
}

export async function deleteSavedBench(id: string): Promise<void> {
  await benchTables().bench.deleteMany({ where: { id } });
}

/** Every saved bench's id, the longest unused first. */
export async function savedBenchIds(): Promise<{ id: string; usedAt: number }[]> {
  const rows = await benchTables().bench.findMany({ select: { id: true, usedAt: true }, orderBy: { usedAt: 'asc' } });
  return rows.map(({ id, usedAt }) => ({ id, usedAt: usedAt.getTime() }));
}
