'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { Told } from '@/app/bench/_parts/told';
import type { Answer, Letter } from '@/lib/course/chapter';
import type { Disclosure } from '@/lib/course/disclosure';
import { nameOfSlide, type Slide, slideFrom, slideNumbered } from '@/lib/course/slides';
import { useNow } from '../_live/live-chapter';
import { AnswerSlide, AskedSlide, isLong } from './asked-slide';
import { pressMain } from './deeds';
import { panesOf } from './stage-pane';
import { StepSlide } from './step-slide';
import { useCatchUp } from './use-catch-up';
import { useCommands } from './use-commands';
import { useWalk } from './use-walk';
import type { Order } from './walk';

export type StageProps = {
  slug: string;
  /** The chapter's number on the path. */
  number: number;
  title: string;
  slides: Slide[];
  /** The number of the slide that the address asks for. */
  slide: number;
  isGiven: boolean;
  question: string;
  answers: Readonly<Record<Letter, Answer>>;
  right: Letter;
  say: string;
  explanation: ReactNode[];
  shows: Disclosure;
  switches: string[];
};

/** The projector's window: one slide at a time, and the shop in which its steps are really done. */
export function Stage(props: StageProps) {
  const { slug, slides } = props;
  const now = useNow();
  const { bench, chapter, exchanges, isBusy, problem, act, look } = now;
  const stage = useRef<HTMLElement>(null);
  const { catchUp, isCatchingUp } = useCatchUp(slug, now);

  function obey(order: Order) {
    if (order.kind === 'press') void pressMain();
    else if (order.kind === 'catch-up') void catchUp(order.step);
    else act(order.fields);
  }

  const { walk, change, tell } = useWalk({
    ...props,
    role: 'stage',
    onOrder: obey,
    onDone: look,
  });
  const slide = slideNumbered(slides, walk.slide);
  const step = slide.kind === 'step' ? slide.step : null;

  useCommands({
    slug,
    walk,
    change,
    slides,
    exchanges,
    panes: bench ? panesOf(props.shows, props.switches, bench) : ['shop'],
    onPress: () => obey({ kind: 'press' }),
    onSkip: (to) => void catchUp(to),
    leave: `/learn/${slug}`,
    address: `/learn/${slug}?present&step=`,
  });

  useThisStep(step, isCatchingUp);

  // The other window learns of what has crossed the wire by itself, and of all else by this.
  // At the beginning too: making the bench begins the page anew.
  useEffect(() => {
    if (!isBusy) tell({ kind: 'done' });
  }, [isBusy, tell]);
  useEffect(() => tell({ kind: 'refused', problem }), [problem, tell]);

  return (
    <>
      <p className="off" role="status">
        {walk.blank ? 'The projector is dark.' : spoken(slide, chapter.steps.length)}
      </p>
      <main
        ref={stage}
        className="stage"
        lang="en"
        tabIndex={-1}
        inert={walk.blank}
        data-kind={slide.kind}
        data-long={isLong(props.question, props.answers) ? '' : undefined}
      >
        <Head {...props} current={slide} />
        <StepSlide
          step={step}
          shows={props.shows}
          switches={props.switches}
          pane={walk.pane}
          line={walk.line}
          isCatchingUp={isCatchingUp}
          stage={stage}
        />
        {slide.kind === 'question' && <AskedSlide answers={props.answers} prediction={chapter.prediction} />}
        {slide.kind === 'answer' && <AnswerSlide answers={props.answers} right={props.right} />}
        {slide.kind === 'explanation' && <div className="told">{props.explanation[slide.part]}</div>}
        {slide.kind === 'say' && <p className="said">{props.say}</p>}
        <Foot {...props} current={slide} />
      </main>
      {walk.blank && <div className="blank" />}
    </>
  );
}

/** The step on the slide is the one to be done, whatever was passed over on the way; for that it needs a bench. */
function useThisStep(step: number | null, isCatchingUp: boolean): void {
  const { bench, chapter, isBusy, act } = useNow();
  const next = chapter.next?.number ?? null;
  const isThere = bench !== null && (next === step || (step !== null && chapter.steps[step]?.observation !== null));
  const standing = `${step} ${next} ${bench?.id}`;
  const asked = useRef('');
  useEffect(() => {
    if (step === null || isCatchingUp || isBusy || isThere) return;
    // What was refused once is not asked for again and again.
    if (asked.current === standing) return;
    asked.current = standing;
    act({ do: 'go', step: String(step) });
  }, [step, isThere, isBusy, isCatchingUp, standing, act]);
}

function spoken(slide: Slide, steps: number): string {
  const name = nameOfSlide(slide, steps);
  return `${name[0]?.toUpperCase()}${name.slice(1)}.`;
}

type PartProps = StageProps & { current: Slide };

function Head({ number, title, question, current }: PartProps) {
  const { chapter } = useNow();
  return (
    <header className="stage-h">
      <span className="n" aria-hidden="true">
        {number}
      </span>
      <h1>
        <span className="off">Chapter {number}. </span>
        {current.kind === 'question' ? <Told text={question} /> : title}
      </h1>
      <p className="num">{nameOfSlide(current, chapter.steps.length)}</p>
    </header>
  );
}

/** The keys, which are links too: for a mouse, and for a browser that runs no script. */
function Foot({ slug, slides, current }: PartProps) {
  const { bench } = useNow();
  const before = slideFrom(slides, current.number, -1);
  const after = slideFrom(slides, current.number, 1);
  const to = (slide: Slide) => `/learn/${slug}?present&step=${slide.number}`;
  const who = bench?.server.loggedInAs ?? 'nobody';
  return (
    <footer className="keys">
      {before && (
        <a href={to(before)} rel="prev" data-command="slide" data-number={before.number}>
          <kbd>←</kbd> back
        </a>
      )}
      {after && (
        <a href={to(after)} rel="next" data-command="slide" data-number={after.number}>
          <kbd>→</kbd> next
        </a>
      )}
      {current.kind === 'step' && (
        <span>
          <kbd>V</kbd> pane
        </span>
      )}
      <a href={`/learn/${slug}/notes?step=${current.number}`} target={`notes-${slug}`} data-command="notes">
        <kbd>N</kbd> notes
      </a>
      <a href={`/learn/${slug}`}>
        <kbd>Esc</kbd> leave
      </a>
      {current.kind === 'step' && <span className="where">your browser, logged in as {who}</span>}
    </footer>
  );
}
