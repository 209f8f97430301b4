import { findBench } from '@/lib/bench/benches';
import { arrival } from '@/lib/http/arrival';
import { DEFAULT_PRESET, findPreset, type Preset, presets } from '@/lib/shop/presets';
import { Button } from '../_ui/button';
import { Refusal } from '../_ui/notice';
import { Page } from '../_ui/page';
import { first, type Search } from '../_ui/search';
import { Section, Sheet } from '../_ui/sheet';
import { titled } from '../_ui/titled';
import { Told } from './_parts/told';
import { ownBench } from './own-bench';
import { policySentence } from './policy-sentence';

export const generateMetadata = titled((m) => m.site.bench);

/** Where a visitor begins: the bench used last, or a new one with a framework's own defaults. */
export default async function BenchesPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const asked = findPreset(first(search.preset));
  const policy = first(search.policy);
  const last = await lastBench();
  const { refusal } = arrival();
  return (
    <Page current="bench" lang="en">
      <Sheet title="A bench of your own">
        <Section>
          <p className="lead">
            A small shop, a browser and a server, and every byte between them. Choose how the shop keeps its sessions;
            change it whenever you like. Nobody else’s experiments reach your bench.
          </p>
          {refusal?.sentence && <Refusal title={refusal.sentence} />}
          <p>
            <a href="/grid">Every attack against every preset</a>
          </p>
          {last && (
            <p>
              <a href={`/bench/${last}`}>
                Go on with your bench <code>{last}</code>
              </a>
            </p>
          )}
        </Section>
        {policy && asked && (
          <Section label="Shared">
            <form method="post" action="/bench">
              <input type="hidden" name="preset" value={asked.id} />
              <input type="hidden" name="policy" value={policy} />
              <p>Somebody passed on a policy that began as “{asked.title}”. You get a bench of your own with it.</p>
              <Button main>Open a bench with this policy</Button>
            </form>
          </Section>
        )}
        <Section label="New">
          <p>What these frameworks do unless told otherwise:</p>
          <PresetForm presets={presets.filter(({ id }) => !isLecture(id))} main={asked?.id ?? DEFAULT_PRESET} />
        </Section>
        <Section label="Step by step">
          <p>The lecture’s way, from a name in a cookie to a row on the server:</p>
          <PresetForm presets={presets.filter(({ id }) => isLecture(id))} main={asked?.id} />
        </Section>
      </Sheet>
    </Page>
  );
}

const isLecture = (id: string) => id.startsWith('lecture-');

function PresetForm({ presets, main }: { presets: readonly Preset[]; main: string | undefined }) {
  return (
    <form method="post" action="/bench">
      <ul className="presets">
        {presets.map(({ id, title, note, policy, source }) => (
          <li key={id}>
            <h3>{title}</h3>
            <p>
              <Told text={policySentence(policy)} />
            </p>
            <p className="small">
              {note} Taken from: <a href={source.url}>{source.title}</a>.
            </p>
            <Button name="preset" value={id} main={id === main}>
              Open<span className="off"> a bench: {title}</span>
            </Button>
          </li>
        ))}
      </ul>
    </form>
  );
}

/** The bench that this browser used last, where it still exists. */
async function lastBench(): Promise<string | null> {
  const id = ownBench();
  if (!id) return null;
  return findBench(id).then(
    () => id,
    () => null,
  );
}
