import { Page } from '@/app/_ui/page';
import { Unavailable } from '@/app/_ui/problem';
import { first, type Search } from '@/app/_ui/search';
import { findAttack } from '@/lib/attacks/attacks';
import { resultOf } from '@/lib/attacks/results';
import type { Bench } from '@/lib/bench/bench';
import { describeBench } from '@/lib/bench/describe';
import { arrival } from '@/lib/http/arrival';
import { presets } from '@/lib/shop/presets';
import { storeAvailability } from '@/lib/shop/stores/open-store';
import { LiveWorkbench } from '../_live/live-workbench';
import { attacksOn } from '../attack-list';
import { type AttackStates, ranAttack } from '../attack-state';
import { existingBench, NoBench } from '../existing';
import { ownBenchCookie } from '../own-bench';
import { shareAddress } from '../share';

type BenchPageProps = { params: Promise<{ bench: string }>; searchParams: Search };

export async function generateMetadata({ params }: BenchPageProps) {
  const { bench } = await params;
  return { title: `Bench ${bench}: Session Lab` };
}

/** One bench: its shop in a frame, the wire, and the server's side. */
export default async function BenchPage({ params, searchParams }: BenchPageProps) {
  const { bench: id } = await params;
  const bench = await existingBench(id);
  if (bench instanceof Error) return <Unavailable error={bench} />;
  if (!bench) return <NoBench />;
  const { place, response, refusal } = arrival();
  if (!place) throw new Error('A page without a place passed the front door.');
  response.appendHeader('Set-Cookie', ownBenchCookie(bench.id, place));
  const view = await describeBench(bench, place);
  const search = await searchParams;
  return (
    <Page current="bench" lang="en">
      <LiveWorkbench
        view={view}
        exchanges={bench.journal.after(0)}
        returnTo={`/bench/${bench.id}`}
        presets={presets.map(({ id, title }) => ({ id, title }))}
        stores={await missingStores()}
        selected={numberOf(search.exchange)}
        compareWith={numberOf(search.compare)}
        // Once alone: when the page is read again, the shop has been used since, and its jar is to stay.
        isStart={numberOf(search.started) === bench.journal.last}
        problem={refusal && (refusal.sentence ?? 'This form cannot be read: a field is missing, or comes twice.')}
        attacks={attacksOn(bench.policy)}
        attackStates={whatCameOf(bench, first(search.attacked))}
        shareAddress={new URL(shareAddress(view.preset, view.changed, view.policy), place.origin).href}
      />
    </Page>
  );
}

/** Of the attack whose form led here, by the address. */
function whatCameOf(bench: Bench, attacked: string): AttackStates {
  const attack = findAttack(attacked);
  const result = attack && resultOf(bench, attack.name);
  return result ? { [result.attack]: { kind: 'ran', result: ranAttack(result) } } : {};
}

/** Stores that cannot be chosen here, with the reason. */
async function missingStores(): Promise<Record<string, string>> {
  const all = Object.entries(await storeAvailability());
  return Object.fromEntries(all.flatMap(([name, store]) => (store.available ? [] : [[name, store.reason]])));
}

function numberOf(text: string | string[] | undefined): number | undefined {
  return /^\d{1,9}$/.test(first(text)) ? Number(first(text)) : undefined;
}
