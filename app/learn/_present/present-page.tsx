import { Sprite } from '@/app/_ui/glyphs';
import type { Chapter } from '@/lib/course/chapter';
import { disclosedIn } from '@/lib/course/disclosure';
import { stopOf } from '@/lib/course/path';
import { slideNumbered, slidesOf } from '@/lib/course/slides';
import { explanationOf } from './paragraphs';
import { Stage, type StageProps } from './stage';

/** What both windows of a walkthrough are drawn from. @param asked the slide's number, where the address says one */
export function walkthroughOf(chapter: Chapter, asked: number | undefined): StageProps {
  const { slug, title, question, answers, right, say } = chapter;
  const explanation = explanationOf(slug);
  const slides = slidesOf(chapter, explanation.length);
  const slide = slideNumbered(slides, asked);
  const number = stopOf(slug)?.number ?? 0;
  return {
    slug,
    number,
    title,
    slides,
    slide: slide.number,
    isGiven: slide.number === asked,
    question,
    answers,
    right,
    say,
    explanation,
    shows: disclosedIn(number),
    switches: [...(chapter.switches ?? [])],
  };
}

/** A chapter for a projector. */
export function PresentPage({ chapter, asked }: { chapter: Chapter; asked: number | undefined }) {
  return (
    <>
      <Sprite />
      <Stage {...walkthroughOf(chapter, asked)} />
    </>
  );
}
