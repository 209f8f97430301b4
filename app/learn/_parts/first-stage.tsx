'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Glyph } from '@/app/_ui/glyphs';
import { Refusal } from '@/app/_ui/notice';
import { ActionForm } from '@/app/bench/_parts/action-form';
import { Told } from '@/app/bench/_parts/told';
import type { BenchView } from '@/lib/bench/view';
import type { Answer, Letter } from '@/lib/course/chapter';
import { MAX_SENTENCE } from '@/lib/course/limits';
import type { Exchange } from '@/lib/wire/exchange';
import { useNow } from '../_live/live-chapter';
import { PresentLink } from '../_present/present-key';
import { DrawnShop } from './drawn-shop';
import { EditForm } from './edit-form';
import { ShopLink } from './shop-link';
import { TwoLines } from './two-lines';

type FirstStageProps = {
  slug: string;
  title: string;
  question: string;
  answers: (Answer & { letter: Letter })[];
  right: Letter;
  own: { question: string };
};

const PROFILE = { label: 'Profile', path: '/profile' };

/** One thing at a time: what was done last stays in sight, and below it is the one thing to do now. */
export function FirstStage(props: FirstStageProps) {
  const { chapter, bench, exchanges, problem } = useNow();
  const done = chapter.steps.filter(({ observation }) => observation !== null).length;
  return (
    <>
      <h1>{props.title}</h1>
      {bench ? (
        <Shop bench={bench} isLocked={done === 1 && chapter.prediction === null} />
      ) : (
        <DrawnShop slug={props.slug} />
      )}
      <Wire exchanges={exchanges} seen={chapter.steps.flatMap(({ observation }) => observation?.exchange ?? [])} />
      <div className="first-now" id="do">
        {problem && <Refusal title={problem} />}
        {bench && <ToDo {...props} bench={bench} done={done} />}
      </div>
      <p className="first-foot small">
        <a href={`/learn/${props.slug}?read`}>Read the chapter as a whole</a>
        <PresentLink slug={props.slug} />
        {bench && (
          <ActionForm does="start-over">
            <Button bare>Back to the start</Button>
          </ActionForm>
        )}
      </p>
    </>
  );
}

/** The shop itself. Where it was opened by the drawn one's button, the first thing that it shows is the login's answer. */
function Shop({ bench, isLocked }: { bench: BenchView; isLocked: boolean }) {
  const { reloads, isStart, justOpened, chapter } = useNow();
  const form = useRef<HTMLFormElement>(null);
  const isSent = useRef(false);
  useEffect(() => {
    if (!justOpened || isSent.current) return;
    isSent.current = true;
    form.current?.requestSubmit();
  }, [justOpened]);
  const awaits = justOpened && reloads === 0;
  const begins = chapter.next?.number === 0 ? new URL('login', bench.url).href : bench.url;
  return (
    <>
      <div className="frame" inert={isLocked}>
        <iframe
          key={reloads}
          title="The shop, in your browser"
          name="shop"
          src={awaits ? undefined : isStart ? new URL('_start', bench.url).href : begins}
        />
      </div>
      {justOpened && <LogInForm ref={form} bench={bench} />}
    </>
  );
}

/** Logs ada in, in the frame: the same form that the shop's own button sends. */
function LogInForm({
  bench,
  ref,
  children,
}: {
  bench: BenchView;
  ref?: React.Ref<HTMLFormElement>;
  children?: ReactNode;
}) {
  const password = bench.users.find(({ username }) => username === 'ada')?.password ?? '';
  return (
    <form ref={ref} method="post" action={new URL('login', bench.url).href} target="shop">
      <input type="hidden" name="username" value="ada" />
      <input type="hidden" name="password" value={password} />
      <input type="hidden" name="next" value="/" />
      {children}
    </form>
  );
}

/** The exchanges that the last two steps were about, side by side; before the first of them, an empty line. */
function Wire({ exchanges, seen }: { exchanges: Exchange[]; seen: number[] }) {
  const [drawn] = useState(() => exchanges.at(-1)?.n ?? 0);
  const shown = seen.slice(-2).flatMap((n) => exchanges.find((one) => one.n === n) ?? []);
  if (shown.length === 0) {
    return (
      <p className="greyline">
        <Glyph name="browser" />
        <span>Cookie: (none)</span>
        <Glyph name="server" />
      </p>
    );
  }
  return (
    <section className="two-pair" aria-label="wire">
      {shown.map((exchange) => (
        <TwoLines key={exchange.n} exchange={exchange} isNew={exchange.n > drawn && exchange === shown.at(-1)} />
      ))}
    </section>
  );
}

type ToDoProps = FirstStageProps & { bench: BenchView; done: number };

function ToDo(props: ToDoProps) {
  const { bench, done } = props;
  const { chapter } = useNow();
  const { prediction, next } = chapter;
  if (done === 1 && prediction === null) return <Ask {...props} />;
  switch (next?.number) {
    case 0:
      return <p>Press the button in the shop: “Log in as ada”.</p>;
    case 1:
      return <ShopLink bench={bench} visit={PROFILE} />;
    case 2:
      return next.said ? (
        <div className="row">
          <LogInForm bench={bench}>
            <Button main>Log in as ada</Button>
          </LogInForm>
          <span>{next.said}</span>
        </div>
      ) : (
        <WhatHappened {...props} prediction={prediction} />
      );
    case 3:
      return <ShopLink bench={bench} visit={PROFILE} />;
    case 4:
      return (
        <div className="row">
          {next.edit ? <EditForm edit={next.edit} /> : <ShopLink bench={bench} visit={PROFILE} />}
          <span>One number, there and back. What if it is gone?</span>
        </div>
      );
    case 5:
      return (
        <div className="row">
          <ActionForm does="press" fields={{ step: '5' }}>
            <Button main>{next.press}</Button>
          </ActionForm>
          <span>The server still has it on its list.</span>
        </div>
      );
    default:
      return <InOwnWords {...props} said={chapter.steps.at(-1)?.observation?.said ?? null} />;
  }
}

function Ask({ slug, question, answers }: FirstStageProps) {
  const { act } = useNow();
  return (
    <form
      method="post"
      action={`/learn/${slug}`}
      className="ask two-columns"
      onSubmit={(event) => {
        event.preventDefault();
        const sent = new FormData(event.currentTarget, event.nativeEvent.submitter);
        act({ do: 'predict', answer: String(sent.get('answer')) });
      }}
    >
      <input type="hidden" name="do" value="predict" />
      <fieldset>
        <legend>
          <Told text={question} />
        </legend>
        {answers.map(({ letter, says }) => (
          <button key={letter} type="submit" className="choice" name="answer" value={letter}>
            <span className="key">{letter}</span>
            <span>
              <Told text={says} />
            </span>
          </button>
        ))}
      </fieldset>
    </form>
  );
}

/** The two requests first, for as long as one likes; then one's own answer beside what happened. */
function WhatHappened({ answers, right, prediction }: FirstStageProps & { prediction: Letter | null }) {
  const { chapter } = useNow();
  const own = answers.find(({ letter }) => letter === prediction);
  return (
    <>
      <p>
        Two requests: the same connection, the same address, and no name in either.{' '}
        {own && (
          <>
            <b>{prediction === right ? 'You were right.' : `You said: ${own.says}`}</b> <Told text={own.because} />
          </>
        )}
      </p>
      <ActionForm does="press" fields={{ step: '2' }}>
        <Button main>{chapter.next?.press}</Button>
      </ActionForm>
    </>
  );
}

/** Once a sentence is kept, the page is the whole chapter, with a model sentence beside it. */
function InOwnWords({ slug, own, said }: FirstStageProps & { said: string | null }) {
  return (
    <>
      {said && <p>{said}</p>}
      <form method="post" action={`/learn/${slug}`} className="own">
        <input type="hidden" name="do" value="keep" />
        <label htmlFor="own-sentence">{own.question}</label>
        <div className="own-line">
          <textarea id="own-sentence" name="sentence" rows={1} maxLength={MAX_SENTENCE} required />
          <Button main>Keep my sentence</Button>
        </div>
      </form>
    </>
  );
}
