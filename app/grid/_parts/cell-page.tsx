import type { ReactNode } from 'react';
import { Page } from '@/app/_ui/page';
import { Section, Sheet } from '@/app/_ui/sheet';
import { TappedBytes } from '@/app/_ui/tapped-bytes';
import type { Attack, AttackResult } from '@/lib/attacks/attack';
import type { CellView } from '@/lib/attacks/grid/view';
import { Switches, Ways } from './cell-details';
import { Verdict } from './verdict';
import { WholeExchanges } from './whole-exchanges';

type CellPageProps = {
  attack: Attack;
  /** Against what: a preset or a bench. */
  against: ReactNode;
  /** null where nothing has been run. */
  cell: CellView | null;
  /** With every exchange; null where it has not come to anything. */
  result: AttackResult | null;
  /** The grid that the cell belongs to. */
  grid: string;
  browserAddress?: string | undefined;
};

function Taps({ tapped }: { tapped: NonNullable<AttackResult['tapped']> }) {
  return tapped.map((one) => <TappedBytes key={one.title} tapped={one} />);
}

/** One cell of a grid, with its reason, its control and every byte. */
export function CellPage({ attack, against, cell, result, grid, browserAddress }: CellPageProps) {
  const isUnderWay = cell?.state === 'waiting' || cell?.state === 'running';
  const ofControl = new Set(result?.control.exchanges);
  return (
    <Page current="bench" lang="en">
      <Sheet
        title={attack.title}
        action={
          <a className="btn" href={grid}>
            Back to the grid
          </a>
        }
      >
        <Section label="Attack">
          <p className="lead">{attack.tries}</p>
          <p>{attack.needed}</p>
        </Section>
        <Section label="Verdict">
          <p>
            <b>{against}</b> <Verdict cell={cell ?? { state: 'waiting' }} isBegun={cell !== null} />
          </p>
          {cell && 'why' in cell && <p>{cell.why}</p>}
          {isUnderWay && (
            <>
              <meta httpEquiv="refresh" content="2" />
              <p>This page reads itself again until it is done.</p>
            </>
          )}
          {browserAddress && (
            <p>
              <a className="btn" href={browserAddress} target="_blank" rel="noopener">
                Run it in your browser<span className="off"> (opens Mallory’s site in another tab)</span>
              </a>
            </p>
          )}
          {cell?.state === 'done' && cell.ways && <Ways ways={cell.ways} />}
        </Section>
        {cell?.state === 'done' && (cell.stoppedBy.length > 0 || cell.notStoppedBy.length > 0) && (
          <Section label="Switches">
            <h3>Each of these alone stops it</h3>
            {cell.stoppedBy.length > 0 ? <Switches effects={cell.stoppedBy} /> : <p>No single switch does.</p>}
            {cell.notStoppedBy.length > 0 && (
              <>
                <h3>None of these does</h3>
                <Switches effects={cell.notStoppedBy} />
              </>
            )}
          </Section>
        )}
        {result?.tapped && (
          <Section label="Tap" wide={<Taps tapped={result.tapped} />}>
            <p>What Mallory read on the wire itself, byte by byte.</p>
          </Section>
        )}
        {cell?.state === 'done' && result && (
          <>
            <Section
              label="Wire"
              wide={<WholeExchanges exchanges={result.exchanges.filter(({ n }) => !ofControl.has(n))} isLastOpen />}
            >
              <p>
                What crossed the wire in the attack, the last exchange unfolded.
                {cell.leftOut > 0 && ` ${cell.leftOut.toLocaleString('en')} more between them are not kept.`}
              </p>
            </Section>
            <Section
              label="Control"
              wide={<WholeExchanges exchanges={result.exchanges.filter(({ n }) => ofControl.has(n))} />}
            >
              <p>
                {cell.control.what} {cell.control.why}
              </p>
              <p>
                <b>
                  {cell.control.succeeded ? 'It worked too, so the attack proves nothing.' : 'It fails, as it must.'}
                </b>
              </p>
            </Section>
          </>
        )}
      </Sheet>
    </Page>
  );
}
