import { Sprite } from '@/app/_ui/glyphs';
import type { Chapter } from '@/lib/course/chapter';
import { stopOf } from '@/lib/course/path';
import { ProsePart } from '../_parts/prose';
import { Lectern } from './lectern';
import { walkthroughOf } from './present-page';

/** What a lecturer has in front of them: nothing of it is for the projector. */
export function LecternPage({ chapter, asked }: { chapter: Chapter; asked: number | undefined }) {
  return (
    <>
      <Sprite />
      <Lectern
        {...walkthroughOf(chapter, asked)}
        minutes={stopOf(chapter.slug)?.minutes.demo ?? 0}
        claims={[...chapter.claims]}
        notes={chapter.steps.map((step, place) => (
          <ProsePart key={step.say} slug={chapter.slug} part="Notes" step={place + 1} />
        ))}
      />
    </>
  );
}
