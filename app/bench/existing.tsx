import { Problem } from '@/app/_ui/problem';
import type { Bench } from '@/lib/bench/bench';
import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';

/** The bench that a page is about; null where there is none, an error where the database does not say. */
export async function existingBench(id: string): Promise<Bench | Error | null> {
  try {
    return await findBench(id);
  } catch (error) {
    if (error instanceof NoSuchBench) return null;
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  }
}

/** 404: the page of a bench that is not there. */
export function NoBench() {
  arrival().response.statusCode = 404;
  return (
    <Problem title="No such bench" text="This bench has ended, or its address was cut off.">
      <p>
        <a href="/bench">Open a new one</a>
      </p>
    </Problem>
  );
}
