import { Glyph } from '@/app/_ui/glyphs';
import { Told } from '@/app/bench/_parts/told';
import { type Answer, LETTERS, type Letter } from '@/lib/course/chapter';

type AskedSlideProps = {
  answers: Readonly<Record<Letter, Answer>>;
  /** What the class, or the reader, has said; null where nothing is written down. */
  prediction: Letter | null;
};

/** With so many characters the question and its answers are set smaller. */
const LONG = 300;

export function isLong(question: string, answers: AskedSlideProps['answers']): boolean {
  return LETTERS.reduce((length, letter) => length + answers[letter].says.length, question.length) > LONG;
}

/** The four answers, for hands to be raised; which of them is right is not said here. */
export function AskedSlide({ answers, prediction }: AskedSlideProps) {
  return (
    <ol className="hands">
      {LETTERS.map((letter) => (
        <li key={letter} className={letter === prediction ? 'you' : undefined}>
          <span className="key">{letter.toUpperCase()}</span>
          <span>
            <Told text={answers[letter].says} />
            {letter === prediction && <span className="off"> (what was said)</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The right one, and why. */
export function AnswerSlide({ answers, right }: { answers: AskedSlideProps['answers']; right: Letter }) {
  return (
    <div className="told">
      <p className="right">
        <Glyph name="tick" />
        <span>
          {right.toUpperCase()}: <Told text={answers[right].says} />
        </span>
      </p>
      <p>
        <Told text={answers[right].because} />
      </p>
    </div>
  );
}
