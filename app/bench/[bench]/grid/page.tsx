import { Page } from '@/app/_ui/page';
import { Unavailable } from '@/app/_ui/problem';
import { Sheet } from '@/app/_ui/sheet';
import { attackTexts } from '@/app/grid/_parts/attack-texts';
import { BenchGrid } from '@/app/grid/_parts/bench-grid';
import { browserAddresses } from '@/app/grid/_parts/browser-addresses';
import { describeBenchGrid } from '@/lib/attacks/grid/describe';
import { arrival } from '@/lib/http/arrival';
import { existingBench, NoBench } from '../../existing';
import { ownBenchCookie } from '../../own-bench';

type GridPageProps = { params: Promise<{ bench: string }> };

export async function generateMetadata({ params }: GridPageProps) {
  const { bench } = await params;
  return { title: `All attacks on bench ${bench}: Session Lab` };
}

/** All attacks against the policy of one bench, and the holes that are open. */
export default async function BenchGridPage({ params }: GridPageProps) {
  const { bench: id } = await params;
  const bench = await existingBench(id);
  if (bench instanceof Error) return <Unavailable error={bench} />;
  if (!bench) return <NoBench />;
  const { place, response, refusal } = arrival();
  if (!place) throw new Error('A page without a place passed the front door.');
  response.appendHeader('Set-Cookie', ownBenchCookie(bench.id, place));
  return (
    <Page current="bench" lang="en">
      <Sheet
        title={
          <>
            All attacks on bench <code>{bench.id}</code>
          </>
        }
        action={
          <a className="btn" href={`/bench/${bench.id}`}>
            Back to the bench
          </a>
        }
      >
        <BenchGrid
          id={bench.id}
          drawn={describeBenchGrid(bench)}
          attacks={attackTexts()}
          browserAddresses={browserAddresses(place, bench.id)}
          problem={refusal && (refusal.sentence ?? 'This form cannot be read: a field is missing, or comes twice.')}
        />
      </Sheet>
    </Page>
  );
}
