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
      <svg className="sprite" aria-hidden="true">
        <marker
          id="large-arrowhead"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="20"
          markerHeight="20"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className="head" d="M1 1l8 4-8 4" />
        </marker>
      </svg>
      <Stage {...walkthroughOf(chapter, asked)} />
    </>
  );
}
