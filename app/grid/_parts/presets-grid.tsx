'use client';

import { Button } from '@/app/_ui/button';
import { Section } from '@/app/_ui/sheet';
import { isShown, type Lesson, lessons } from '@/lib/attacks/grid/lessons';
import type { AttackText, PresetsGridView, ShortCellView } from '@/lib/attacks/grid/view';
import type { AttackName } from '@/lib/attacks/names';
import type { Preset } from '@/lib/shop/presets';
import { Lessons } from './lessons';
import { OnePreset } from './one-preset';
import { Progress } from './progress';
import { usePolled } from './use-polled';
import { Verdict } from './verdict';

export type ShownPreset = Pick<Preset, 'id' | 'title' | 'policy'>;

type PresetsGridProps = {
  drawn: PresetsGridView;
  attacks: AttackText[];
  presets: ShownPreset[];
  /** The id of the preset that a narrow page shows; any other text: the first. */
  chosen: string;
};

/** The table of all attacks and presets, filled cell by cell. */
export function PresetsGrid({ drawn, attacks, presets, chosen }: PresetsGridProps) {
  const { view } = usePolled('/api/grid', drawn, false, merged);
  const cells = new Map(view.cells.map((cell) => [keyOf(cell), cell]));
  const cellOf = (preset: string, attack: AttackName) => cells.get(keyOf({ preset, attack }));
  const isBegun = view.startedAt !== null;
  const shown = presets.find(({ id }) => id === chosen) ?? presets[0];
  return (
    <>
      <Section>
        <p className="lead">
          What frameworks do unless told otherwise, and the lecture’s own steps, under every attack. Nothing here is
          written down beforehand: each cell is real requests of this moment.
        </p>
        <form method="post" action="/grid">
          <Button main disabled={!view.mayRun}>
            {isBegun ? 'Run again' : 'Run all attacks'}
          </Button>
        </form>
        <Progress view={view} />
        {isBegun && !view.mayRun && !view.isRunning && (
          <p className="small">Everybody sees this same run. Five minutes after its start it can be run again.</p>
        )}
      </Section>
      <Section
        label="Attacks"
        wide={
          <>
            <table className="grid-table">
              <caption className="off">Every attack, and what each preset does under it</caption>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="off">attack</span>
                  </th>
                  {presets.map(({ id, title }) => (
                    <th key={id} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {attacks.map(({ name, title }) => (
                  <tr key={name}>
                    <th scope="row">{title}</th>
                    {presets.map(({ id }) => (
                      <td key={id}>
                        <CellLink cell={cellOf(id, name)} isBegun={isBegun} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {shown && (
              <OnePreset
                presets={presets}
                shown={shown}
                rows={attacks.map((attack) => ({ attack, cell: cellOf(shown.id, attack.name) }))}
                isBegun={isBegun}
              />
            )}
          </>
        }
      >
        <p>Each cell leads to its reason, its control and its bytes.</p>
      </Section>
      <Sentences presets={presets} cellOf={cellOf} />
    </>
  );
}

const keyOf = ({ preset, attack }: Pick<ShortCellView, 'preset' | 'attack'>) => `${preset} ${attack}`;

function merged(known: PresetsGridView, news: PresetsGridView): PresetsGridView {
  const cells = new Map([...known.cells, ...news.cells].map((cell) => [keyOf(cell), cell]));
  return { ...news, cells: [...cells.values()] };
}

type CellLinkProps = { cell: ShortCellView | undefined; isBegun: boolean };

/** What a cell came to, and the way to its reason and its bytes. */
export function CellLink({ cell, isBegun }: CellLinkProps) {
  const verdict = <Verdict cell={cell ?? { state: 'waiting' }} isBegun={isBegun} />;
  if (!cell || cell.state === 'waiting' || cell.state === 'running') return verdict;
  return <a href={`/grid/${cell.preset}/${cell.attack}`}>{verdict}</a>;
}

type SentencesProps = {
  presets: ShownPreset[];
  cellOf(preset: string, attack: AttackName): ShortCellView | undefined;
};

function Sentences({ presets, cellOf }: SentencesProps) {
  const shows = (lesson: Lesson, { id, policy }: ShownPreset) =>
    isShown(lesson, policy, (attack) => cellOf(id, attack)?.succeeded);
  const shown = lessons
    .map((lesson) => ({ lesson, policies: presets.filter((preset) => shows(lesson, preset)) }))
    .filter(({ policies }) => policies.length > 0);
  if (shown.length === 0) return null;
  return (
    <Section label="So">
      <Lessons
        shown={shown.map(({ lesson, policies }) => ({
          lesson,
          policies: policies.map(({ id, title }) => ({ title, page: `/grid/${id}` })),
        }))}
      />
    </Section>
  );
}
