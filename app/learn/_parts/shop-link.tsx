'use client';

import type { BenchView } from '@/lib/bench/view';
import type { Visit } from '@/lib/course/chapter';
import { useNow } from '../_live/live-chapter';

/**
 * Opens a page of the shop in its frame, as a click inside it would. Not while a step's button is at work: the frame may
 * begin anew when that is done.
 */
export function ShopLink({ bench, visit, main = true }: { bench: BenchView; visit: Visit; main?: boolean }) {
  const { isBusy } = useNow();
  if (isBusy) {
    return (
      <button type="button" className="btn" disabled>
        {visit.label}
      </button>
    );
  }
  return (
    <a className={main ? 'btn btn-main' : 'btn'} href={new URL(visit.path.slice(1), bench.url).href} target="shop">
      {visit.label}
    </a>
  );
}
