import type { AttackText, ShortCellView } from '@/lib/attacks/grid/view';
import { CellLink, type ShownPreset } from './presets-grid';

type OnePresetProps = {
  presets: ShownPreset[];
  shown: ShownPreset;
  rows: { attack: AttackText; cell: ShortCellView | undefined }[];
  isBegun: boolean;
};

/** On a page too narrow for the table: one preset at a time, with the reasons. */
export function OnePreset({ presets, shown, rows, isBegun }: OnePresetProps) {
  return (
    <div className="one-preset">
      <nav aria-label="Presets">
        <ul>
          {presets.map(({ id, title }) => (
            <li key={id}>
              <a href={`/grid?preset=${id}`} aria-current={id === shown.id ? 'page' : undefined}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h2>{shown.title}</h2>
      <p>
        <a href={`/bench?preset=${shown.id}`}>Open a bench of your own with it</a>
      </p>
      <ul className="attacks">
        {rows.map(({ attack, cell }) => (
          <li key={attack.name}>
            <h3>{attack.title}</h3>
            <p className="row-verdict">
              <CellLink cell={cell} isBegun={isBegun} />
            </p>
            <p className="why">{cell?.why ?? attack.tries}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
