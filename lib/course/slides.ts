import type { Chapter } from './chapter';

/**
 * One thing at a time, as a walkthrough shows it. Its number is the key that leads to it and stands in the address: 0 is
 * the question, 1 to 6 are the steps, and what it came to follows.
 */
export type Slide =
  | { number: number; kind: 'question' | 'answer' | 'say' }
  /** `step` counts from 0. */
  | { number: number; kind: 'step'; step: number }
  /** `part` counts the paragraphs of the explanation from 0. */
  | { number: number; kind: 'explanation'; part: number };

/** The slides of a chapter in order. Its question comes first, or after the steps that come before it. */
export function slidesOf({ steps, stepsBefore = 0 }: Pick<Chapter, 'steps' | 'stepsBefore'>, parts: number): Slide[] {
  const all = steps.map((_, step): Slide => ({ number: step + 1, kind: 'step', step }));
  const answer = steps.length + 1;
  return [
    ...all.slice(0, stepsBefore),
    { number: 0, kind: 'question' },
    ...all.slice(stepsBefore),
    { number: answer, kind: 'answer' },
    ...Array.from({ length: parts }, (_, part): Slide => ({ number: answer + 1 + part, kind: 'explanation', part })),
    { number: answer + 1 + parts, kind: 'say' },
  ];
}

/** The slide that an address asks for by its number; the first where it asks for none that there is. */
export function slideNumbered(slides: readonly Slide[], number: number | undefined): Slide {
  const slide = slides.find((one) => one.number === number) ?? slides[0];
  if (!slide) throw new Error('A chapter has no slides.');
  return slide;
}

/** The slide so many further on, or back; null beyond the ends. */
export function slideFrom(slides: readonly Slide[], number: number, by: number): Slide | null {
  return slides[slides.findIndex((slide) => slide.number === number) + by] ?? null;
}

/** Where a slide stands, in words. */
export function nameOfSlide(slide: Slide, steps: number): string {
  switch (slide.kind) {
    case 'question':
      return 'question';
    case 'step':
      return `step ${slide.step + 1} of ${steps}`;
    case 'answer':
      return 'the answer';
    case 'explanation':
      return 'what happened';
    case 'say':
      return 'to be able to say';
  }
}
