'use client';

import { Button } from '@/app/_ui/button';
import { Glyph } from '@/app/_ui/glyphs';
import { Told } from '@/app/bench/_parts/told';
import { LETTERS, type Letter } from '@/lib/course/chapter';
import { nameOfSlide, type Slide } from '@/lib/course/slides';
import { useNow } from '../_live/live-chapter';
import type { LecternProps } from './lectern';

type PromptProps = LecternProps & {
  current: Slide;
  hasStage: boolean;
  onPress: () => void;
  onCatchUp: (step: number) => void;
  /** What the class has said. */
  onSaid: (letter: Letter) => void;
};

/** What the lecturer is to know about the slide that is shown now. */
export function Prompt(props: PromptProps) {
  const { current: slide } = props;
  const { chapter } = useNow();
  return (
    <section aria-labelledby="lectern-now">
      <h2 id="lectern-now">Now: {nameOfSlide(slide, chapter.steps.length)}</h2>
      {slide.kind === 'question' && <Asked {...props} />}
      {slide.kind === 'step' && <AtStep {...props} step={slide.step} />}
      {slide.kind === 'answer' && (
        <p className="lead">
          {props.right.toUpperCase()}: <Told text={props.answers[props.right].says} />
        </p>
      )}
      {slide.kind === 'explanation' && <div className="prose">{props.explanation[slide.part]}</div>}
      {slide.kind === 'say' && <Closing {...props} />}
    </section>
  );
}

function Asked({ question, answers, right, onSaid }: PromptProps) {
  const { chapter, address } = useNow();
  return (
    <>
      <p className="lead">
        <Told text={question} />
      </p>
      <p>Let them raise hands, talk to a neighbour, and raise hands again. Only here stands which one is right.</p>
      <ol className="answers">
        {LETTERS.map((letter) => (
          <li key={letter} className={letter === right ? 'you' : undefined}>
            <span className="key">{letter.toUpperCase()}</span>
            <span>
              {letter === right && (
                <>
                  <Glyph name="tick" /> <span className="off">Right: </span>
                </>
              )}
              <Told text={answers[letter].says} /> <Told text={answers[letter].because} />
            </span>
          </li>
        ))}
      </ol>
      {chapter.prediction === null ? (
        <form
          method="post"
          action={address}
          className="row tight"
          onSubmit={(event) => {
            event.preventDefault();
            const sent = new FormData(event.currentTarget, event.nativeEvent.submitter);
            onSaid(String(sent.get('answer')) as Letter);
          }}
        >
          <input type="hidden" name="do" value="predict" />
          <span>Most of them say:</span>
          {LETTERS.map((letter) => (
            <Button key={letter} name="answer" value={letter}>
              {letter.toUpperCase()}
            </Button>
          ))}
        </form>
      ) : (
        <p>Written down: {chapter.prediction.toUpperCase()}.</p>
      )}
    </>
  );
}

function AtStep({ step, notes, hasStage, onPress, onCatchUp }: PromptProps & { step: number }) {
  const { chapter } = useNow();
  const view = chapter.steps[step];
  if (!view) return null;
  const undone = chapter.steps.slice(0, step).flatMap(({ observation }, place) => (observation ? [] : [place + 1]));
  const canDo = hasStage && !view.observation && chapter.next?.number === step;
  return (
    <>
      <p className="lead">
        {view.isControl && <em>Control. </em>}
        <Told text={view.say} />
      </p>
      {undone.length > 0 && (
        <div className="undone">
          <p>
            <b>
              {undone.length === 1 ? `Step ${undone[0]} has not been done` : `Not done before: steps ${listed(undone)}`}
            </b>
            , so the bench may not be as this step wants it.
          </p>
          {hasStage && (
            <button type="button" className="btn" onClick={() => onCatchUp(step)}>
              Do what comes before, as far as it goes
            </button>
          )}
        </div>
      )}
      <div className="speak prose">{notes[step]}</div>
      <h3>To be seen</h3>
      <p>
        <Told text={view.expect} />
      </p>
      {view.observation ? (
        <p className="saw">
          <Glyph name="tick" /> Done.{' '}
          {[
            view.observation.said,
            view.observation.request && `${view.observation.request}: ${view.observation.status}.`,
            view.observation.reason,
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      ) : (
        <p className="saw">Not done yet.</p>
      )}
      {canDo && (
        <button type="button" className="btn btn-main" onClick={onPress}>
          Press what the step asks for
        </button>
      )}
    </>
  );
}

const listed = (numbers: number[]) =>
  numbers.length < 2 ? numbers.join() : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;

function Closing({ say, claims }: LecternProps) {
  return (
    <>
      <p className="say">{say}</p>
      <h3>Heard elsewhere</h3>
      <ul className="prose">
        {claims.map(({ claim, verdict, instead }) => (
          <li key={claim}>
            “{claim}” <em>{verdict}</em>: {instead}
          </li>
        ))}
      </ul>
    </>
  );
}
