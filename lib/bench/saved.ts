import { z } from 'zod';
import { benchTables } from '@/lib/db';
import type { Bench } from './bench';

/** What a bench needs to come back after a restart of the site. Its exchanges do not. */
const savedSchema = z.object({
  preset: z.string(),
  /** The switches it was made with, and those it has now. */
  first: z.object({ preset: z.string(), policy: z.unknown(), secret: z.string() }),
  policy: z.unknown(),
  secret: z.string(),
  users: z.array(
    z.object({
      username: z.string(),
      password: z.string(),
      role: z.enum(['user', 'admin']),
      email: z.string(),
      banned: z.boolean(),
    }),
  ),
  guestbook: z.array(z.object({ by: z.string(), text: z.string() })),
  clock: z.object({ ahead: z.number(), stoppedAt: z.number().nullable() }),
  lastId: z.number(),
  servers: z.union([z.literal(1), z.literal(2)]),
  cookieNames: z.array(z.string()),
});

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

/** @returns null where there is none, or one that an older version wrote and this one cannot read */
export async function readSavedBench(id: string): Promise<SavedBench | null> {
  const row = await benchTables().bench.findUnique({ where: { id } });
  if (!row) return null;
  return savedSchema.safeParse(JSON.parse(row.data)).data ?? null;
}

export async function deleteSavedBench(id: string): Promise<void> {
  await benchTables().bench.deleteMany({ where: { id } });
}

/** Every saved bench's id, the longest unused first. */
export async function savedBenchIds(): Promise<{ id: string; usedAt: number }[]> {
  const rows = await benchTables().bench.findMany({ select: { id: true, usedAt: true }, orderBy: { usedAt: 'asc' } });
  return rows.map(({ id, usedAt }) => ({ id, usedAt: usedAt.getTime() }));
}
