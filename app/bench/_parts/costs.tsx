import type { ReactNode } from 'react';
import type { CostView } from '@/lib/bench/view';

/** What the mechanisms that were tried on this bench cost, a request: bars, and the figures as text. */
export function Costs({ costs }: { costs: CostView[] }) {
  if (costs.length === 0) return null;
  const most = (read: (cost: CostView) => number) => Math.max(...costs.map(read), 1);
  const mostBytes = most((cost) => cost.cookieBytes);
  const mostMicros = most((cost) => cost.serverMicros);
  return (
    <section className="part" aria-labelledby="bench-costs">
      <h3 id="bench-costs">Cost of one request</h3>
      <p className="small quiet">Medians of the pages that somebody logged in has opened here, from three on.</p>
      <table className="costs">
        <thead>
          <tr>
            <th scope="col">mechanism</th>
            <th scope="col">cookie lines</th>
            <th scope="col">server’s time</th>
          </tr>
        </thead>
        <tbody>
          {costs.map(({ mechanism, store, exchanges, cookieBytes, serverMicros }) => (
            <tr key={`${mechanism} ${store}`}>
              <th scope="row">
                {mechanism}
                {store && `, ${store}`}
                <small>{exchanges} pages</small>
              </th>
              <Bar actor="cookie" title="cookie lines" share={cookieBytes / mostBytes}>
                {Math.round(cookieBytes).toLocaleString('en')} bytes
              </Bar>
              <Bar actor="server" title="server’s time" share={serverMicros / mostMicros}>
                {Math.round(serverMicros).toLocaleString('en')} µs
              </Bar>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type BarProps = { actor: 'cookie' | 'server'; title: string; share: number; children: ReactNode };

/** A figure in a table's cell, and a bar as long as its share of the longest. */
export function Bar({ actor, title, share, children }: BarProps) {
  return (
    <td data-actor={actor} data-h={title}>
      <span className="num">{children}</span>
      <svg className="bar" aria-hidden="true">
        <rect width={`${Math.max(1, Math.round(share * 100))}%`} height="100%" />
      </svg>
    </td>
  );
}
