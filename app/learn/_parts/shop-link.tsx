import type { BenchView } from '@/lib/bench/view';
import type { Visit } from '@/lib/course/chapter';

/** Opens a page of the shop in its frame, as a click inside it would. */
export function ShopLink({ bench, visit, main = true }: { bench: BenchView; visit: Visit; main?: boolean }) {
  return (
    <a className={main ? 'btn btn-main' : 'btn'} href={new URL(visit.path.slice(1), bench.url).href} target="shop">
      {visit.label}
    </a>
  );
}
