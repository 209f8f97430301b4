import { describePresetsGrid } from '@/lib/attacks/grid/describe';
import { presets } from '@/lib/shop/presets';
import { Page } from '../_ui/page';
import { first, type Search } from '../_ui/search';
import { Sheet } from '../_ui/sheet';
import { attackTexts } from './_parts/attack-texts';
import { PresetsGrid } from './_parts/presets-grid';

export const metadata = { title: 'Every attack against every preset: Session Lab' };

/** Every attack against every preset, run live. On a narrow page one preset at a time: `?preset=flask`. */
export default async function GridPage({ searchParams }: { searchParams: Search }) {
  const { preset } = await searchParams;
  return (
    <Page current="bench" lang="en">
      <Sheet title="Every attack against every preset">
        <PresetsGrid
          drawn={describePresetsGrid()}
          attacks={attackTexts()}
          presets={presets.map(({ id, title, policy }) => ({ id, title, policy }))}
          chosen={first(preset)}
        />
      </Sheet>
    </Page>
  );
}
