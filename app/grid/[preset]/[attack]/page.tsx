import { Missing } from '@/app/_ui/problem';
import { findAttack } from '@/lib/attacks/attacks';
import { presetGrids } from '@/lib/attacks/grid/runs';
import { arrival } from '@/lib/http/arrival';
import { findPreset } from '@/lib/shop/presets';
import { browserAddresses } from '../../_parts/browser-addresses';
import { CellPage } from '../../_parts/cell-page';

type PresetCellPageProps = { params: Promise<{ preset: string; attack: string }> };

export async function generateMetadata({ params }: PresetCellPageProps) {
  const { preset, attack } = await params;
  return {
    title: `${findAttack(attack)?.title ?? 'No such attack'} (${findPreset(preset)?.title ?? 'no preset'}): Session Lab`,
  };
}

/** One attack against one preset. */
export default async function PresetCellPage({ params }: PresetCellPageProps) {
  const { preset: id, attack: name } = await params;
  const preset = findPreset(id);
  const attack = findAttack(name);
  if (!preset || !attack) return <Missing />;
  const run = presetGrids().get(id);
  const { place } = arrival();
  return (
    <CellPage
      attack={attack}
      against={preset.title}
      cell={run?.cell(name) ?? null}
      result={run?.result(name) ?? null}
      grid="/grid"
      browserAddress={run && place ? browserAddresses(place, run.bench.id)[name] : undefined}
    />
  );
}
