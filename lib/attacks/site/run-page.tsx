/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { Attack, AttackResult, Outcome } from '../attack';
import { Barred, Layout, Tick } from './layout';
import { RUN_SCRIPT } from './run-script';

interface RunPageProps {
  base: string;
  bench: string;
  attack: Attack;
  /** Why it cannot be run here, as a sentence; null where it can. */
  refused: string | null;
  /** What it came to under the switches that the bench has now. */
  result: AttackResult | null;
}

/** One attack with one button. The script behind it opens a window and sends it where the run says. */
export function RunPage({ base, bench, attack, refused, result }: RunPageProps) {
  return (
    <Layout base={base} title={attack.title} bench={bench}>
      <h1>{attack.title}</h1>
      <p class="lead">{attack.tries}</p>
      <p>{`What Mallory needs: ${attack.needed}`}</p>
      {refused === null ? (
        <>
          <p>
            One window opens, in which ada shops under the switches of this bench. Her shop is made for this run alone:
            your own sessions and your wire are left as they are. It takes some seconds; leave that window open.
          </p>
          <noscript>
            <p class="note">This browser runs no script here. Her tricks work without: each is a page of its own.</p>
          </noscript>
          <p>
            <button type="button" id="run">
              Run it in this browser
            </button>
          </p>
          <p id="line" role="status"></p>
          <p id="blocked" hidden>
            <a href={`${base}/_window`} target="victim" rel="opener">
              Open the window by this link
            </a>
          </p>
          <script data-base={base} data-attack={attack.name}>
            {raw(RUN_SCRIPT)}
          </script>
        </>
      ) : (
        <p class="note">{refused}</p>
      )}
      {result ? <Result result={result} /> : null}
    </Layout>
  );
}

function Result({ result }: { result: AttackResult }) {
  const { control, ways = [] } = result;
  return (
    <section aria-labelledby="result">
      <h2 id="result">What it came to</h2>
      <Verdict outcome={result} />
      {ways.length > 0 ? (
        <ul class="ways">
          {ways.map((way) => (
            <li>
              <h3>{way.way}</h3>
              <Verdict outcome={way} />
            </li>
          ))}
        </ul>
      ) : null}
      <h3>The control</h3>
      <p>{control.what}</p>
      <Verdict outcome={control} />
    </section>
  );
}

function Verdict({ outcome: { succeeded, why } }: { outcome: Pick<Outcome, 'succeeded' | 'why'> }) {
  return (
    <p class="verdict">
      <b>
        {succeeded ? <Tick /> : <Barred />}
        {succeeded ? 'It works.' : 'It fails.'}
      </b>{' '}
      {why}
    </p>
  );
}

/** What the victim's window shows until it is sent somewhere. */
export function WindowPage({ base, bench }: Pick<RunPageProps, 'base' | 'bench'>) {
  return (
    <Layout base={base} title="ada’s window" bench={bench}>
      <h1>ada’s window</h1>
      <p>Mallory’s page in the other window sends it from page to page. Leave it open; it closes by itself.</p>
    </Layout>
  );
}
