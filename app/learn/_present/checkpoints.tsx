'use client';

import { nameOfSlide, type Slide } from '@/lib/course/slides';
import { useNow } from '../_live/live-chapter';
import type { LecternProps } from './lectern';

/** Every slide by its number, which is its key too; the steps with how they stand. */
export function Checkpoints({ slug, slides, current, skipped }: LecternProps & { current: Slide; skipped: boolean[] }) {
  const { chapter } = useNow();
  return (
    <section className="part" aria-labelledby="lectern-checkpoints">
      <h2 id="lectern-checkpoints">Skip to</h2>
      <ol className="checkpoints">
        {slides.map((slide) => (
          <li key={slide.number}>
            {slide.number < 10 && <kbd>{slide.number}</kbd>}{' '}
            <a
              href={`/learn/${slug}/notes?step=${slide.number}`}
              data-command="skip"
              data-number={slide.number}
              aria-current={slide.number === current.number ? 'step' : undefined}
            >
              {nameOfSlide(slide, chapter.steps.length)}
            </a>
            {slide.kind === 'step' && <span className="quiet">{standing(slide.step)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );

  function standing(step: number): string {
    if (chapter.steps[step]?.observation) return ': done';
    return skipped[step] ? ': passed over' : '';
  }
}
