import type { GridView } from '@/lib/attacks/grid/view';

/** Every so many seconds the page reads itself again where no script asks. */
const REFRESH_SECONDS = 3;

/** How far a run is: said while it goes on, and once more at its end. */
export function Progress({ view }: { view: Pick<GridView, 'startedAt' | 'isRunning' | 'done' | 'of'> }) {
  const { startedAt, isRunning, done, of } = view;
  return (
    <>
      <p className="grid-said" role="status">
        {startedAt !== null && (isRunning ? `${done} of ${of} attacks run.` : `All ${of} attacks are run.`)}
      </p>
      {isRunning && (
        <noscript>
          <meta httpEquiv="refresh" content={String(REFRESH_SECONDS)} />
          <p>This page reads itself again every {REFRESH_SECONDS} seconds until all are run.</p>
        </noscript>
      )}
    </>
  );
}
