import type { AttackText, CellView } from '@/lib/attacks/grid/view';
import { CellDetails } from './cell-details';
import { Verdict } from './verdict';

type AttackRowProps = {
  attack: AttackText;
  cell: CellView;
  isBegun: boolean;
  /** The page of this cell, with every byte. */
  page: string;
  browserAddress?: string | undefined;
  /** The visitor has opened that address. */
  onOpen(): void;
};

/** One attack against one policy: what it came to and why, and folded away how that was found out. */
export function AttackRow({ attack, cell, isBegun, page, browserAddress, onOpen }: AttackRowProps) {
  return (
    <li id={`attack-${attack.name}`}>
      <h3>{attack.title}</h3>
      <p className="row-verdict">
        <Verdict cell={cell} isBegun={isBegun} />
        <Before cell={cell} />
      </p>
      <div className="why">
        <p>{'why' in cell ? cell.why : attack.tries}</p>
        {cell.state === 'needs-browser' && browserAddress && (
          <p>
            <a className="btn" href={browserAddress} target="_blank" rel="noopener" onClick={onOpen}>
              Run it in your browser<span className="off">: {attack.title} (opens Mallory’s site in another tab)</span>
            </a>
          </p>
        )}
        {cell.state === 'done' && (
          <details>
            <summary>
              How it went<span className="off">: {attack.title}</span>
            </summary>
            <CellDetails attack={attack} cell={cell} page={page} />
          </details>
        )}
      </div>
    </li>
  );
}

/** What it was under the policy of before, where that was another. */
function Before({ cell }: { cell: CellView }) {
  const { succeededBefore } = cell;
  if (succeededBefore === undefined || (cell.state === 'done' && cell.succeeded === succeededBefore)) return null;
  return <span className="small quiet">{succeededBefore ? 'fell before' : 'held before'}</span>;
}
