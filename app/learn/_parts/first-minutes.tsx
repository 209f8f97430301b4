import { Sprite } from '@/app/_ui/glyphs';
import { type Chapter, LETTERS } from '@/lib/course/chapter';
import type { Notes } from '@/lib/course/notebook';
import { currentNotebook } from '../reader';
import { findWritten } from '../written';
import { FirstStage } from './first-stage';
import { PathRuler } from './path-ruler';

/** The first five minutes: a sentence, a shop, a line. No menu, no account, one thing to do at a time. */
export async function FirstMinutes({ chapter, notes }: { chapter: Chapter; notes: Notes }) {
  const { slug, title, question, answers, right, own } = chapter;
  const next = findWritten('02-the-cookie');
  return (
    <>
      <Sprite />
      <main className="site first" lang="en">
        <FirstStage
          slug={slug}
          title={title}
          question={question}
          answers={LETTERS.map((letter) => ({ letter, ...answers[letter] }))}
          right={right}
          own={{ ...own, ideas: [...own.ideas] }}
          sentence={notes.sentence}
          ideas={notes.ideas}
          next={next ? `/learn/${next.slug}` : null}
          map={<PathRuler here={slug} notebook={await currentNotebook()} />}
        />
      </main>
    </>
  );
}
