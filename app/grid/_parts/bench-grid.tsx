'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Refusal } from '@/app/_ui/notice';
import { Section } from '@/app/_ui/sheet';
import { Told } from '@/app/bench/_parts/told';
import { policySentence } from '@/app/bench/policy-sentence';
import { isShown, lessons } from '@/lib/attacks/grid/lessons';
import type { AttackText, CellView, GridView } from '@/lib/attacks/grid/view';
import { AttackRow } from './attack-row';
import { Lessons } from './lessons';
import { OpenHoles } from './open-holes';
import { Progress } from './progress';
import { usePolled } from './use-polled';

type BenchGridProps = {
  /** The bench's. */
  id: string;
  drawn: GridView;
  attacks: AttackText[];
  /** Where the visitor's browser does what only a browser can: the attack's name to the address on Mallory's site. */
  browserAddresses: Record<string, string>;
  /** Why the form that led here was refused. */
  problem?: string | undefined;
};

/** Every attack against the policy of one bench. */
export function BenchGrid({ id, drawn, attacks, browserAddresses, problem: refused }: BenchGridProps) {
  const [opened, setOpened] = useState<string[]>([]);
  const [isAwaited, setAwaited] = useState(false);
  const { view, problem } = usePolled(`/api/benches/${id}/grid`, drawn, isAwaited, merged);
  const { cells, policy } = view;
  const isStillAwaited = cells.some(({ attack, state }) => state === 'needs-browser' && opened.includes(attack));
  if (isStillAwaited !== isAwaited) setAwaited(isStillAwaited);

  const address = `/bench/${id}/grid`;
  const verdicts = new Map(cells.map((cell) => [cell.attack, cell.state === 'done' ? cell.succeeded : undefined]));
  const shown = lessons.filter((lesson) => isShown(lesson, policy, (attack) => verdicts.get(attack)));
  const told = problem ?? refused;
  return (
    <>
      <Section label="Policy">
        {told && <Refusal title={told} />}
        <p>
          <Told text={policySentence(policy)} />
        </p>
        <form method="post" action={address}>
          <input type="hidden" name="do" value="run" />
          <Button main disabled={view.isRunning}>
            {view.startedAt === null ? 'Run all attacks' : 'Run again'}
          </Button>
        </form>
        <Progress view={view} />
        {view.isStale && <p>The policy has been changed since they were run: what came out then says nothing now.</p>}
      </Section>
      {view.startedAt !== null && (
        <Section label="Open holes">
          <OpenHoles cells={cells} address={address} isRunning={view.isRunning} />
        </Section>
      )}
      <Section
        label="Attacks"
        wide={
          <ul className="attacks">
            {attacks.map((attack) => {
              const cell = cells.find((one) => one.attack === attack.name);
              return (
                cell && (
                  <AttackRow
                    key={attack.name}
                    attack={attack}
                    cell={cell}
                    isBegun={view.startedAt !== null}
                    page={`${address}/${attack.name}`}
                    browserAddress={browserAddresses[attack.name]}
                    onOpen={() => setOpened((known) => [...known, attack.name])}
                  />
                )
              );
            })}
          </ul>
        }
      >
        <p>
          Each is tried by real requests on a bench made for it, with this policy and this secret: your own sessions do
          not notice. Its control is the same once more with something that must not work.
        </p>
      </Section>
      {shown.length > 0 && (
        <Section label="So">
          <Lessons shown={shown.map((lesson) => ({ lesson, policies: [{ title: null, page: address }] }))} />
        </Section>
      )}
    </>
  );
}

function merged(known: GridView, news: GridView): GridView {
  const changed = new Map(news.cells.map((cell) => [cell.attack, cell]));
  return { ...news, cells: known.cells.map((cell): CellView => changed.get(cell.attack) ?? cell) };
}
