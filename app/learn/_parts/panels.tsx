'use client';

import { TappedBytes } from '@/app/_ui/tapped-bytes';
import { useNow } from '../_live/live-chapter';
import { SumTable } from './sum-table';

/** What a chapter shows beneath its steps, besides the bench. */
export function Panels() {
  const { tap, sum } = useNow().chapter.panels;
  return (
    <>
      {tap && tap.length > 0 && (
        <section className="panel" aria-labelledby="tap">
          <h2 id="tap">What Mallory’s tap read last</h2>
          <div className={tap.length > 1 ? 'lab-g even' : 'lab-g one'}>
            {tap.map((tapped) => (
              <TappedBytes key={tapped.title} tapped={tapped} />
            ))}
          </div>
        </section>
      )}
      {sum && <SumTable sum={sum.measured} />}
    </>
  );
}
