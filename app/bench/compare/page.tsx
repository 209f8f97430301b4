import { findBench, NoSuchBench } from '@/lib/bench/benches';
import { CLICKS, type Click } from '@/lib/bench/clicks';
import { describeBench } from '@/lib/bench/describe';
import type { BenchView } from '@/lib/bench/view';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import type { Place } from '@/lib/http/origins';
import { presets } from '@/lib/shop/presets';
import type { Exchange } from '@/lib/wire/exchange';
import { Button } from '../../_ui/button';
import { Refusal } from '../../_ui/notice';
import { Page } from '../../_ui/page';
import { Unavailable } from '../../_ui/problem';
import { first, type Search } from '../../_ui/search';
import { titled } from '../../_ui/titled';
import { Diagram } from '../_parts/diagram';
import { Told } from '../_parts/told';
import { ownBench } from '../own-bench';
import { policySentence } from '../policy-sentence';
import { figures } from './figures';

export const generateMetadata = titled(() => 'Two benches');

const LABELS: Record<Click, string> = {
  home: 'Open the shop',
  'log-in': 'Log in as ada',
  profile: 'Open the profile',
  'add-tea': 'Put tea into the cart',
  'log-out': 'Log out',
  restart: 'Restart the server',
  'one-hour': 'Let an hour pass',
  'ban-ada': 'Ban ada',
  'unban-ada': 'Lift the ban',
};

interface Side {
  view: BenchView;
  exchanges: Exchange[];
}

/** Two benches, the same clicks, and what differs. */
export default async function ComparisonPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const { place, refusal } = arrival();
  const left = await sideOf(first(search.left), place);
  const right = await sideOf(first(search.right), place);
  if (left instanceof Error) return <Unavailable error={left} />;
  if (right instanceof Error) return <Unavailable error={right} />;
  const did = CLICKS.find((what) => what === first(search.did));
  return (
    <Page current="bench" lang="en">
      <div className="bench">
        <div className="bench-h">
          <h1>Two benches, the same clicks</h1>
          {left && (
            <a className="btn btn-bare" href={`/bench/${ownBench() ?? left.view.id}`}>
              Back to your bench
            </a>
          )}
        </div>
        {refusal?.sentence && <Refusal title={refusal.sentence} />}
        {!left && <Missing />}
        {left && !right && <ChooseSecond left={left} isMissing={first(search.right) !== ''} />}
        {left && right && <Comparison left={left} right={right} did={did} />}
      </div>
    </Page>
  );
}

async function sideOf(id: string, place: Place | null): Promise<Side | Error | null> {
  if (!place || !id) return null;
  try {
    const bench = await findBench(id);
    return { view: await describeBench(bench, place), exchanges: bench.journal.after(0) };
  } catch (error) {
    if (error instanceof NoSuchBench) return null;
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  }
}

function Missing() {
  return (
    <p>
      There is no bench to compare: it has ended, or the address was cut off. <a href="/bench">Open a bench</a>
    </p>
  );
}

function ChooseSecond({ left, isMissing }: { left: Side; isMissing: boolean }) {
  return (
    <form method="post" action="/bench/compare" className="compare-choice">
      <input type="hidden" name="do" value="with" />
      <input type="hidden" name="left" value={left.view.id} />
      {isMissing && <p>The second bench has ended.</p>}
      <div className="field">
        <label htmlFor="with">Beside a copy of bench {left.view.id}, one with the preset</label>
        <div className="select">
          <select className="input" id="with" name="preset" defaultValue="lecture-server">
            {presets.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Button main>Put it beside</Button>
    </form>
  );
}

function Comparison({ left, right, did }: { left: Side; right: Side; did?: Click }) {
  const fields = (
    <>
      <input type="hidden" name="left" value={left.view.id} />
      <input type="hidden" name="right" value={right.view.id} />
    </>
  );
  return (
    <>
      <form method="post" action="/bench/compare" className="compare-clicks" aria-label="Clicks">
        <input type="hidden" name="do" value="click" />
        {fields}
        {CLICKS.map((what) => (
          <Button key={what} name="click" value={what}>
            {LABELS[what]}
          </Button>
        ))}
      </form>
      <form method="post" action="/bench/compare" className="compare-clicks">
        <input type="hidden" name="do" value="start-over" />
        {fields}
        <Button bare>Both back to the start</Button>
      </form>
      <p role="status">
        {did
          ? `Done on both: ${LABELS[did]}.`
          : 'Each click is sent to both shops by a client with a jar of its own: real requests, no browser.'}
      </p>
      <table className="compare-figures">
        <caption className="off">How the two benches stand</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="off">what is compared</span>
            </th>
            <SideHead side={left} />
            <SideHead side={right} />
          </tr>
        </thead>
        <tbody>
          {figures(left, right).map((figure) => (
            <tr key={figure.what} data-differs={figure.left !== figure.right || undefined}>
              <th scope="row">
                {figure.what}
                {figure.left !== figure.right && <span className="off">, which differs</span>}
              </th>
              <td>{figure.left}</td>
              <td>{figure.right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="compare-sides">
        <LastExchange side={left} />
        <LastExchange side={right} />
      </div>
    </>
  );
}

function SideHead({ side: { view } }: { side: Side }) {
  return (
    <th scope="col">
      <a href={`/bench/${view.id}`}>
        bench <code>{view.id}</code>
      </a>
      <span className="small">
        <Told text={policySentence(view.policy)} />
      </span>
    </th>
  );
}

function LastExchange({ side: { view, exchanges } }: { side: Side }) {
  const exchange = exchanges.at(-1);
  return (
    <section aria-label={`The last exchange of bench ${view.id}`}>
      <h2>
        <code>{view.id}</code>: {exchange ? `exchange ${exchange.n}` : 'nothing has crossed this wire yet'}
      </h2>
      {exchange && <Diagram exchange={exchange} isNew={false} />}
    </section>
  );
}
