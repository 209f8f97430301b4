import type { Notebook } from '@/lib/course/notebook';
import { path } from '@/lib/course/path';
import { findWritten } from '../written';

type PathRulerProps = {
  here: string;
  notebook: Notebook;
  /** For a second one on the same page. */
  name?: string;
};

/** The path as a ruler of sixteen: long ticks are the core eight, the inked part is walked. */
export function PathRuler({ here, notebook, name: label = 'The path of sixteen chapters' }: PathRulerProps) {
  return (
    <nav className="path" aria-label={label}>
      <ol>
        {path.map(({ number, slug, title, core }) => {
          const isDone = notebook.chapters[slug]?.done === true;
          const isHere = slug === here;
          const classes = [core && 'core', isDone && 'done', isHere && 'here'].filter(Boolean).join(' ');
          const name = (
            <>
              {number}
              <span className="off">
                {' '}
                {title}
                {isDone && ', done'}
              </span>
            </>
          );
          return (
            <li key={slug} className={classes}>
              {findWritten(slug) ? (
                <a href={`/learn/${slug}`} title={title} aria-current={isHere ? 'step' : undefined}>
                  {name}
                </a>
              ) : (
                <span title={`${title}: not written yet`}>
                  {name}
                  <span className="off">, not written yet</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p>Long ticks: the core path of eight.</p>
    </nav>
  );
}
