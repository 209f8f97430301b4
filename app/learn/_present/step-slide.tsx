'use client';

import { type RefObject, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Glyph } from '@/app/_ui/glyphs';
import { Refusal } from '@/app/_ui/notice';
import { Told } from '@/app/bench/_parts/told';
import { useNew } from '@/app/bench/_parts/use-new';
import { originalValues } from '@/app/bench/original-values';
import type { Disclosure } from '@/lib/course/disclosure';
import type { Observation } from '@/lib/course/notebook';
import type { Exchange } from '@/lib/wire/exchange';
import { useNow } from '../_live/live-chapter';
import { Deeds } from './deeds';
import { StageFrame } from './stage-frame';
import { panesOf, StagePane } from './stage-pane';
import type { Pane } from './walk';
import { WireLine } from './wire-line';

type StepSlideProps = {
  /** From 0; null while another slide is shown, and the shop only waits. */
  step: number | null;
  shows: Disclosure;
  switches: string[];
  pane: Pane;
  /** The exchange that was chosen. */
  line: number | null;
  isCatchingUp: boolean;
  stage: RefObject<HTMLElement | null>;
};

/** A step, beside one pane of the bench, above one line of the wire. */
export function StepSlide({ step, shows, switches, pane: wanted, line, isCatchingUp, stage }: StepSlideProps) {
  const { bench, exchanges, chapter } = useNow();
  const view = step === null ? null : chapter.steps[step];
  const exchange = exchangeShown(exchanges, line, view?.observation ?? null);
  const isNew = useNew(exchange?.n ?? 0);
  const pane = bench && panesOf(shows, switches, bench).includes(wanted) ? wanted : 'shop';
  return (
    <div className="step-slide" hidden={step === null}>
      <div className="step-does">
        {view && (
          <p className={sayingClass(view.say, view.observation !== null)}>
            {view.isControl && <em>Control. </em>}
            <Told text={view.say} />
          </p>
        )}
        {step !== null && !view?.observation && chapter.next?.number !== step && <GoThere step={step} />}
        {bench && chapter.next && <Deeds next={chapter.next} bench={bench} hidden={chapter.next.number !== step} />}
        {step !== null && <CameTo step={step} isCatchingUp={isCatchingUp} />}
      </div>
      {bench && (
        <div className="step-pane">
          <div className="step-shop" hidden={pane !== 'shop'}>
            <StageFrame bench={bench} stage={stage} />
          </div>
          <StagePane pane={pane} bench={bench} exchanges={exchanges} switches={switches} />
        </div>
      )}
      {exchange ? (
        <WireLine
          key={exchange.n}
          exchange={exchange}
          isNew={isNew}
          originals={originalValues(exchanges, exchange.n)}
        />
      ) : (
        <p className="wire1 none">Nothing has crossed the wire yet.</p>
      )}
    </div>
  );
}

/** Without script, and where it could not be done by itself: a bench for this step, whatever was done before it. */
function GoThere({ step }: { step: number }) {
  const { address, isBusy } = useNow();
  if (isBusy) return null;
  return (
    <form method="post" action={address}>
      <input type="hidden" name="do" value="go" />
      <input type="hidden" name="step" value={step} />
      <Button>Begin here</Button>
    </form>
  );
}

/** The one that was chosen, else the one by which the step was done, else the newest. */
function exchangeShown(exchanges: Exchange[], line: number | null, seen: Observation | null): Exchange | undefined {
  const n = line ?? seen?.exchange;
  return exchanges.find((exchange) => exchange.n === n) ?? exchanges.at(-1);
}

/** One thing at a time: what is to be done is large until it is done; then what came of it is. */
function sayingClass(say: string, isDone: boolean): string {
  if (isDone) return 'saying done';
  return say.length > LONG ? 'saying long' : 'saying';
}

const LONG = 80;

/** What came of the step: what its button said, else the server's own reason. */
function CameTo({ step, isCatchingUp }: { step: number; isCatchingUp: boolean }) {
  const { chapter, problem } = useNow();
  const [refusedFor, setRefusedFor] = useState<{ problem: string | null; step: number }>({ problem: null, step });
  // What was refused at one step is not said at the next.
  if (problem !== refusedFor.problem) setRefusedFor({ problem, step });
  const seen = chapter.steps[step]?.observation;
  const said = chapter.next?.number === step ? chapter.next.said : null;
  if (seen) {
    return (
      <div className="came" role="status">
        <p>
          <Glyph name="tick" /> <b>done</b>
        </p>
        {(seen.said ?? seen.reason) && <p>{seen.said ?? seen.reason}</p>}
      </div>
    );
  }
  return (
    <>
      {isCatchingUp && (
        <p className="came" role="status">
          Doing what comes before …
        </p>
      )}
      {said && (
        <p className="came" role="status">
          {said}
        </p>
      )}
      {problem && refusedFor.step === step && !isCatchingUp && <Refusal title={problem} />}
    </>
  );
}
