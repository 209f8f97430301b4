'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Notice, Refusal } from '@/app/_ui/notice';
import { Actions } from '@/app/bench/_parts/action-form';
import { BenchClock } from '@/app/bench/_parts/bench-clock';
import { Faults } from '@/app/bench/_parts/faults';
import { PolicyBar } from '@/app/bench/_parts/policy-bar';
import { StoreRows } from '@/app/bench/_parts/store-rows';
import { UserTable } from '@/app/bench/_parts/user-table';
import type { Claim } from '@/lib/course/chapter';
import { slideNumbered } from '@/lib/course/slides';
import { useNow } from '../_live/live-chapter';
import { Checkpoints } from './checkpoints';
import { KeyList } from './key-list';
import { NextSlide } from './next-slide';
import { Prompt } from './prompt';
import type { StageProps } from './stage';
import { panesOf } from './stage-pane';
import { TimeGone } from './time-gone';
import { useCommands } from './use-commands';
import { useWalk } from './use-walk';

export type LecternProps = StageProps & {
  /** What the chapter takes in front of a class. */
  minutes: number;
  claims: Claim[];
  /** The speaker's notes of each step. */
  notes: ReactNode[];
};

/** Notes, what comes next, the time, what is to be seen, and everything that can be done to the bench. */
export function Lectern(props: LecternProps) {
  const { slug, slides, number, title, minutes } = props;
  const { bench, chapter, exchanges, address, problem, act, look } = useNow();
  const [refused, setRefused] = useState<string | null>(null);
  const { walk, change, hasStage, tell } = useWalk({ ...props, role: 'notes', onDone: look, onRefused: setRefused });
  const slide = slideNumbered(slides, walk.slide);
  const panes = bench ? panesOf(props.shows, props.switches, bench) : ['shop' as const];

  /** The projector's window does it, since the shop's frame and its jar are there; without one, what needs none is done here. */
  function send(fields: Record<string, string>) {
    if (hasStage) tell({ kind: 'order', order: { kind: 'send', fields } });
    else act(fields);
  }

  const { obey } = useCommands({
    slug,
    walk,
    change,
    slides,
    exchanges,
    panes,
    onPress: () => tell({ kind: 'order', order: { kind: 'press' } }),
    onSkip: (step) => tell({ kind: 'order', order: { kind: 'catch-up', step } }),
    leave: null,
    address: `/learn/${slug}/notes?step=`,
  });

  return (
    <main className="site lectern" lang="en">
      <header className="lectern-h">
        <h1>
          {number} {title}
        </h1>
        <TimeGone began={walk.began} minutes={minutes} onAnew={() => change({ began: Date.now() })} />
      </header>
      {!hasStage && (
        <Notice kind="note">
          No projector’s window is open in this browser.{' '}
          <a href={`/learn/${slug}?present&step=${slide.number}`} target={`stage-${slug}`}>
            Open it
          </a>{' '}
          and drag it to the projector.
        </Notice>
      )}
      {walk.blank && <Notice kind="note">The projector is dark. B makes it light again.</Notice>}
      <Actions address={address} onAction={send}>
        <div className="lectern-g">
          <div className="lectern-now">
            <Prompt
              {...props}
              current={slide}
              hasStage={hasStage}
              onPress={() => obey({ kind: 'press' })}
              onCatchUp={(step) => tell({ kind: 'order', order: { kind: 'catch-up', step } })}
              onSaid={(letter) => send({ do: 'predict', answer: letter })}
            />
            {(problem ?? refused) && <Refusal title={problem ?? refused} />}
            <KeyList />
          </div>
          <div className="lectern-way">
            <NextSlide {...props} current={slide} />
            <Checkpoints {...props} current={slide} skipped={chapter.steps.map(({ isSkipped }) => isSkipped)} />
            <section className="part" aria-labelledby="lectern-projector">
              <h2 id="lectern-projector">Projector</h2>
              <div className="row tight">
                <button type="button" className="btn" onClick={() => change({ blank: !walk.blank })}>
                  {walk.blank ? 'Light again' : 'Dark'}
                </button>
                {panes.map((pane) => (
                  <button
                    key={pane}
                    type="button"
                    className="btn"
                    aria-pressed={walk.pane === pane}
                    onClick={() => change({ pane })}
                  >
                    {pane}
                  </button>
                ))}
              </div>
            </section>
          </div>
          <div className="lectern-bench" data-actor="server">
            {bench ? (
              <>
                {props.switches.length > 0 && (
                  <PolicyBar
                    policy={bench.policy}
                    preset={bench.preset}
                    changed={bench.changed}
                    presets={[]}
                    only={props.switches}
                  />
                )}
                <Faults view={bench} />
                {bench.policy.mechanism === 'server' && (
                  <StoreRows rows={bench.server.rows} store={bench.policy.store} />
                )}
                <BenchClock clock={bench.server.clock} />
                <UserTable users={bench.server.users} />
                <StartOver onStart={() => send({ do: 'start-over' })} />
              </>
            ) : (
              <p className="quiet">There is no bench yet: it begins with the first step.</p>
            )}
          </div>
        </div>
      </Actions>
    </main>
  );
}

function StartOver({ onStart }: { onStart: () => void }) {
  const { address } = useNow();
  return (
    <form
      method="post"
      action={address}
      onSubmit={(event) => {
        event.preventDefault();
        onStart();
      }}
    >
      <input type="hidden" name="do" value="start-over" />
      <Button>Back to the start</Button>
    </form>
  );
}
