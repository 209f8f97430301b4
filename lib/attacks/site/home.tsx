/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Attack } from '../attack';
import { Layout } from './layout';
import type { Loot } from './loot';
import { TrickForm } from './trick-form';
import type { Trick } from './tricks';

interface HomeProps {
  base: string;
  bench: string;
  /** To a browser this is another site than the shop's. */
  otherSite: boolean;
  tricks: Trick[];
  /** Whether an id can be planted under this policy. */
  hasIds: boolean;
  /** Those that can be run from here; none where the shop has no host of its own. */
  runs: readonly Attack[];
  loot: Loot[];
}

/** What a student opens in another tab: the bait as a victim sees it, and beside each piece what it really does. */
export function Home({ base, bench, otherSite, tricks, hasIds, runs, loot }: HomeProps) {
  return (
    <Layout base={base} title="A year of tea, free" bench={bench}>
      <h1>You have won a year of tea!</h1>
      <p class="lead">
        That is what a victim reads. Below each button stands what it does in the shop of this bench. Log in to the shop
        as ada first, press one, and look at the wire.
      </p>
      {otherSite ? null : (
        <p class="note">
          Here her site and the shop share one host, so the shop takes these requests for its own: what SameSite, Origin
          and Sec-Fetch-Site do cannot be seen. Open the bench by the site’s own name for that.
        </p>
      )}
      <ul class="tricks">
        {tricks.map((trick) => (
          <li>
            {trick.by === 'picture' ? (
              <a href={`${base}/trick/${trick.name}`}>{trick.bait}</a>
            ) : (
              <TrickForm trick={trick} />
            )}
            <p>{trick.does}</p>
            <p class="watch">{`Watch: ${trick.watch}`}</p>
          </li>
        ))}
        <li>
          {hasIds ? <a href={`${base}/gift`}>Take your voucher to the shop</a> : <p>No voucher today</p>}
          <p>
            {hasIds
              ? 'Begins a session at the shop as Mallory, and sends you there with its id: by the address, or as a cookie planted from a sub-host.'
              : 'Under this policy there is no id that Mallory could give you before you log in.'}
          </p>
          {hasIds ? <p class="watch">Watch: whether the shop gives you a new id when you then log in.</p> : null}
        </li>
      </ul>

      <h2>What came in</h2>
      {loot.length === 0 ? (
        <p>Nothing yet. A script in the guestbook or a Referer would bring it here.</p>
      ) : (
        <ul class="loot">
          {loot.map(({ n, by, text }) => (
            <li>
              <code>{text}</code>
              <p class="watch">{`By ${by}, exchange ${n}.`}</p>
            </li>
          ))}
        </ul>
      )}

      {runs.length > 0 ? (
        <>
          <h2>Whole attacks, run in this browser</h2>
          <ul class="runs">
            {runs.map(({ name, title }) => (
              <li>
                <a href={`${base}/run/${name}`}>{title}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Layout>
  );
}
