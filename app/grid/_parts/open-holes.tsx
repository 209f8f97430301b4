import { Button } from '@/app/_ui/button';
import { changeInWords, fieldsOf } from '@/app/bench/switches/change-in-words';
import type { SwitchEffect } from '@/lib/attacks/attack';
import type { CellView } from '@/lib/attacks/grid/view';

type OpenHolesProps = {
  cells: readonly CellView[];
  /** The grid's page, which takes the switches. */
  address: string;
  isRunning: boolean;
};

/** The attacks that succeed, each with the switches that stop it, to be thrown at once. */
export function OpenHoles({ cells, address, isRunning }: OpenHolesProps) {
  const open = cells.filter((cell) => cell.state === 'done' && cell.succeeded);
  const unknown = cells.filter(({ state }) => state === 'needs-browser' || state === 'failed');
  return (
    <>
      {open.length === 0 && <p>{isRunning ? 'None so far.' : 'None of the attacks that were run has succeeded.'}</p>}
      {open.length > 0 && (
        <ul className="holes">
          {open.map((cell) => (
            <li key={cell.attack}>
              <h3>
                <a href={`#attack-${cell.attack}`}>{cell.title}</a>
              </h3>
              {cell.state === 'done' && (
                <>
                  <ClosedBy cell={cell} effects={cell.stoppedBy} address={address} />
                  {cell.notStoppedBy.length > 0 && (
                    <p className="small">
                      Not by: {cell.notStoppedBy.map(({ change }) => changeInWords(change)).join('; ')}.
                    </p>
                  )}
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isRunning && unknown.length > 0 && (
        <p className="small">Not run yet: {unknown.map(({ title }) => title).join('; ')}.</p>
      )}
    </>
  );
}

type ClosedByProps = { cell: CellView; effects: readonly SwitchEffect[]; address: string };

function ClosedBy({ cell, effects, address }: ClosedByProps) {
  if (effects.length === 0) return <p className="small">No single switch closes it.</p>;
  return (
    <div className="closed-by">
      <span className="small">Closed by:</span>
      {effects.map(({ change, because }) => (
        <form key={because} method="post" action={address}>
          <input type="hidden" name="do" value="policy" />
          {Object.entries(fieldsOf(change)).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button>
            {changeInWords(change)}
            <span className="off">, which closes: {cell.title}</span>
          </Button>
        </form>
      ))}
    </div>
  );
}
