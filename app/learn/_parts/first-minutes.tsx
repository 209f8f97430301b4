import { Sprite } from '@/app/_ui/glyphs';
import { type Chapter, LETTERS } from '@/lib/course/chapter';
import { FirstStage } from './first-stage';

/** The first five minutes: a sentence, a shop, a line. No menu, no account, one thing to do at a time. */
export function FirstMinutes({ chapter: { slug, title, question, answers, right, own } }: { chapter: Chapter }) {
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
          own={{ question: own.question }}
        />
      </main>
    </>
  );
}
