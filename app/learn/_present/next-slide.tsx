'use client';

import { Told } from '@/app/bench/_parts/told';
import { nameOfSlide, type Slide, slideFrom } from '@/lib/course/slides';
import { useNow } from '../_live/live-chapter';
import type { LecternProps } from './lectern';

/** What the next key will bring, and the ways there and back. */
export function NextSlide({ slug, slides, question, current }: LecternProps & { current: Slide }) {
  const { chapter } = useNow();
  const before = slideFrom(slides, current.number, -1);
  const after = slideFrom(slides, current.number, 1);
  const to = (slide: Slide) => `/learn/${slug}/notes?step=${slide.number}`;
  const steps = chapter.steps.length;
  return (
    <section className="part" aria-labelledby="lectern-next">
      <h2 id="lectern-next">Next: {after ? nameOfSlide(after, steps) : 'nothing, this is the end'}</h2>
      {after?.kind === 'step' && (
        <p>
          <Told text={chapter.steps[after.step]?.say ?? ''} />
        </p>
      )}
      {after?.kind === 'question' && (
        <p>
          <Told text={question} />
        </p>
      )}
      <p className="row tight">
        {before && (
          <a className="btn" href={to(before)} rel="prev" data-command="slide" data-number={before.number}>
            Back
          </a>
        )}
        {after && (
          <a className="btn" href={to(after)} rel="next" data-command="slide" data-number={after.number}>
            Next
          </a>
        )}
      </p>
    </section>
  );
}
