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
  const outcome = useOutcome(step);
  const pane = bench && panesOf(shows, switches, bench).includes(wanted) ? wanted : 'shop';
  return (
    <div className="step-slide" hidden={step === null}>
      <div className="step-does">
        {view && hasRoom(view.say, outcome ?? '') && (
          <p className={sayingClass(view.say, outcome !== null)}>
            {view.isControl && <em>Control. </em>}
            <Told text={view.say} />
          </p>
        )}
        {step !== null && !view?.observation && chapter.next?.number !== step && <GoThere step={step} />}
        {bench && chapter.next && (
          <Deeds next={chapter.next} bench={bench} hidden={chapter.next.number !== step || isCatchingUp} />
        )}
        {step !== null && <CameTo step={step} outcome={outcome} isCatchingUp={isCatchingUp} />}
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

/** One thing at a time: what is to be done is large until something has come of it; then that is what is read. */
function sayingClass(say: string, hasOutcome: boolean): string {
  if (hasOutcome) return 'saying done';
  if (say.length > LONGER) return 'saying longer';
  return say.length > LONG ? 'saying long' : 'saying';
}

const LONG = 80;
const LONGER = 125;
/** So many characters have room beside the bench; where there are more, what was to be done has been read. */
const ROOM = 330;

const hasRoom = (say: string, outcome: string) => say.length + outcome.length <= ROOM;

/** What came of the step so far: what its button said, else the server's own reason, or why it was refused. */
function useOutcome(step: number | null): string | null {
  const { chapter, problem } = useNow();
  const [refused, setRefused] = useState({ problem, step });
  // What was refused at one step is not said at the next.
  if (problem !== refused.problem) setRefused({ problem, step });
  if (step === null) return null;
  const seen = chapter.steps[step]?.observation;
  if (seen) return cameOf(seen);
  if (problem !== null && refused.step === step) return problem;
  return chapter.next?.number === step ? chapter.next.said : null;
}

/** What the button said and what the server did, as far as there is room for both. */
function cameOf({ said, reason }: Observation): string {
  const both = [said, reason].filter(Boolean).join(' ');
  return both.length <= ROOM ? both : (said ?? '');
}

type CameToProps = { step: number; outcome: string | null; isCatchingUp: boolean };

function CameTo({ step, outcome, isCatchingUp }: CameToProps) {
  const { chapter, problem } = useNow();
  if (chapter.steps[step]?.observation) {
    return (
      <div className="came" role="status">
        <p>
          <Glyph name="tick" /> <b>done</b>
        </p>
        {outcome && <p>{outcome}</p>}
      </div>
    );
  }
  if (isCatchingUp) {
    return (
      <p className="came" role="status">
        Doing what comes before …
      </p>
    );
  }
  if (outcome === null) return null;
  if (outcome === problem) return <Refusal title={outcome} />;
  return (
    <p className="came" role="status">
      {outcome}
    </p>
  );
}
