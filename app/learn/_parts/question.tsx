import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Glyph } from '@/app/_ui/glyphs';
import { Told } from '@/app/bench/_parts/told';
import { type Chapter, LETTERS, type Letter } from '@/lib/course/chapter';

/** The question, before anything may be tried: four answers, each a button that stores it. */
export function Question({ chapter: { question, answers }, address }: { chapter: Chapter; address: string }) {
  return (
    <form method="post" action={address} className="ask" id="question">
      <input type="hidden" name="do" value="predict" />
      <fieldset>
        <legend>
          <Told text={question} />
        </legend>
        {LETTERS.map((letter) => (
          <button key={letter} type="submit" className="choice" name="answer" value={letter}>
            <span className="key">{letter}</span>
            <span>
              <Told text={answers[letter].says} />
            </span>
          </button>
        ))}
      </fieldset>
      <p className="small quiet">
        Your answer is written down first; then the bench opens. It can be wrong: that is what it is for.
      </p>
    </form>
  );
}

type AnsweredProps = {
  chapter: Chapter;
  prediction: Letter;
  /** What happened, once every step is done. */
  happened: ReactNode;
  /** What stands in its place until then. */
  meanwhile: ReactNode;
};

/** The answer beside what happened. */
export function Answered({ chapter, prediction, happened, meanwhile }: AnsweredProps) {
  const { question, answers } = chapter;
  return (
    <div id="question">
      <p>
        <Told text={question} />
      </p>
      <div className="both">
        <div>
          <h3>You said</h3>
          <ol className="answers">
            {LETTERS.map((letter) => (
              <li key={letter} className={letter === prediction ? 'you' : undefined}>
                <span className="key">{letter}</span>
                <span>
                  <Told text={answers[letter].says} />
                  {letter === prediction && <span className="off"> (your answer)</span>}
                </span>
              </li>
            ))}
          </ol>
        </div>
        <div>
          <h3>What happened</h3>
          {happened}
          {meanwhile}
        </div>
      </div>
    </div>
  );
}

/** The right answer, what is to be said of the reader's own, and the explanation. */
export function Happened({
  chapter,
  prediction,
  children,
}: {
  chapter: Chapter;
  prediction: Letter;
  children: ReactNode;
}) {
  const { answers, right } = chapter;
  return (
    <>
      <p className="right">
        <Glyph name="tick" />
        <span>
          {right}: <Told text={answers[right].says} />
        </span>
      </p>
      <p>
        <b>{prediction === right ? 'You were right.' : `You said ${prediction}.`}</b>{' '}
        <Told text={answers[prediction].because} />
      </p>
      {children}
    </>
  );
}

/** Opens the bench again, where the reader's has ended or could not be made. */
export function OpenBench({ address, children }: { address: string; children: ReactNode }) {
  return (
    <form method="post" action={address}>
      <input type="hidden" name="do" value="open" />
      <Button main>{children}</Button>
    </form>
  );
}
