import { Missing, Unavailable } from '@/app/_ui/problem';
import { existingBench, NoBench } from '@/app/bench/existing';
import { browserAddresses } from '@/app/grid/_parts/browser-addresses';
import { CellPage } from '@/app/grid/_parts/cell-page';
import { findAttack } from '@/lib/attacks/attacks';
import { benchGrid } from '@/lib/attacks/grid/runs';
import { arrival } from '@/lib/http/arrival';

type BenchCellPageProps = { params: Promise<{ bench: string; attack: string }> };

export async function generateMetadata({ params }: BenchCellPageProps) {
  const { bench, attack } = await params;
  return { title: `${findAttack(attack)?.title ?? 'No such attack'} (bench ${bench}): Session Lab` };
}

/** One attack against the policy of one bench. */
export default async function BenchCellPage({ params }: BenchCellPageProps) {
  const { bench: id, attack: name } = await params;
  const bench = await existingBench(id);
  if (bench instanceof Error) return <Unavailable error={bench} />;
  if (!bench) return <NoBench />;
  const attack = findAttack(name);
  const { place } = arrival();
  if (!attack || !place) return <Missing />;
  const { run } = benchGrid(bench);
  const cell = run.cell(name);
  return (
    <CellPage
      attack={attack}
      against={
        <>
          Bench <code>{bench.id}</code>
        </>
      }
      cell={cell?.state === 'waiting' && run.startedAt === null ? null : cell}
      result={run.result(name)}
      grid={`/bench/${bench.id}/grid`}
      browserAddress={browserAddresses(place, bench.id)[name]}
    />
  );
}
