'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Glyph } from '@/app/_ui/glyphs';
import { Refusal } from '@/app/_ui/notice';
import { ActionForm } from '@/app/bench/_parts/action-form';
import { Told } from '@/app/bench/_parts/told';
import type { Observation } from '@/lib/course/notebook';
import { useNow } from '../_live/live-chapter';
import type { NextView, StepView } from '../view';
import { EditForm } from './edit-form';
import { ShopLink } from './shop-link';

/** The six things to do, one after the other: those that are done with what was seen, the next one with its button. */
export function StepList() {
  const { chapter, problem } = useNow();
  return (
    <>
      <ol className="todo" id="steps">
        {chapter.steps.map((step, number) => (
          <OneStep
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a chapter never change places
            key={number}
            step={step}
            number={number}
            next={chapter.next?.number === number ? chapter.next : null}
          />
        ))}
      </ol>
      <Spoken />
      {problem && <Refusal title={problem} />}
    </>
  );
}

function OneStep({ step, number, next }: { step: StepView; number: number; next: NextView | null }) {
  const { observation, isControl } = step;
  return (
    <li className={observation ? 'done' : next ? 'now' : undefined} aria-current={next ? 'step' : undefined}>
      <span className="n">{number + 1}</span>
      {observation ? <Glyph name="tick" /> : next && <Glyph name="now" />}
      <div>
        <p className="task">
          {observation && <span className="off">Done: </span>}
          {isControl && <em>Control. </em>}
          <Told text={step.say} />
        </p>
        {observation && <Seen observation={observation} />}
        {next && <AtThisStep next={next} />}
      </div>
    </li>
  );
}

/** What stands in the notebook about a step that is done. */
function Seen({ observation: { exchange, request, status, reason, said } }: { observation: Observation }) {
  return (
    <div className="seen small">
      {said && <p>{said}</p>}
      {exchange !== null && (
        <p>
          <span className="num">{exchange}</span> <code>{request}</code> → <code>{status}</code>
          {reason && <>. {reason}</>}
        </p>
      )}
    </div>
  );
}

function AtThisStep({ next }: { next: NextView }) {
  const { isBusy, bench } = useNow();
  const { number, press, said, edit, visit, lure, hints } = next;
  const isPressed = press === null || said !== null;
  const step = { step: String(number) };
  return (
    <div className="at-step">
      {said && <p role="status">{said}</p>}
      <div className="row">
        {press && !said && (
          <ActionForm does="press" fields={step}>
            <Button main disabled={isBusy}>
              {press}
            </Button>
          </ActionForm>
        )}
        {edit && isPressed && <EditForm edit={edit} />}
        {visit && bench && <ShopLink bench={bench} visit={visit} main={isPressed && !edit} />}
        {lure && bench && (
          <a className="btn" href={bench.mallory.base + lure.path} target="_blank" rel="noreferrer">
            {lure.label}
          </a>
        )}
        {hints.further && (
          <ActionForm does="hint" fields={step}>
            <Button disabled={!hints.may}>
              {hints.open.length === 0 ? 'A hint' : hints.may ? 'Another hint' : 'Another hint, after a try'}
            </Button>
          </ActionForm>
        )}
      </div>
      {hints.open.length > 0 && (
        <ol className="ladder" aria-label="Hints">
          {hints.open.map((hint) => (
            <li key={hint}>
              <Told text={hint} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** For those who listen: that a step is done, and what comes next. */
function Spoken() {
  const { chapter } = useNow();
  const done = chapter.steps.filter(({ observation }) => observation !== null).length;
  const before = useRef(done);
  const [text, setText] = useState('');
  useEffect(() => {
    if (done <= before.current) return;
    before.current = done;
    setText(done === chapter.steps.length ? `Step ${done} is done. That was the last one.` : `Step ${done} is done.`);
  }, [done, chapter.steps.length]);
  return (
    <p className="off" role="status">
      {text}
    </p>
  );
}
