import type { Lesson } from '@/lib/attacks/grid/lessons';
import { Verdict } from './verdict';

type LessonsProps = {
  shown: {
    lesson: Lesson;
    /** Where it shows: a preset's title, null where the page is about one policy, and the address above its cells. */
    policies: { title: string | null; page: string }[];
  }[];
};

/** Sentences of the lecture that this run has shown, each with the cells that show it. */
export function Lessons({ shown }: LessonsProps) {
  return (
    <ul className="lessons">
      {shown.map(({ lesson, policies }) => (
        <li key={lesson.sentence}>
          <h3 className="say">{lesson.sentence}</h3>
          <p>{lesson.because}</p>
          <ul className="small">
            {policies.map(({ title, page }) => (
              <li key={page}>
                {title === null ? 'Shown by' : `Under ${title}:`}{' '}
                {lesson.shownBy.map(([attack, succeeds], place) => (
                  <span key={attack}>
                    {place > 0 && ' and '}
                    <a href={`${page}/${attack}`}>{attack.replaceAll('-', ' ')}</a>{' '}
                    <Verdict cell={{ state: 'done', succeeded: succeeds }} />
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
