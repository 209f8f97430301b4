import type { ReactNode } from 'react';
import { describeBench } from '@/lib/bench/describe';
import type { Chapter } from '@/lib/course/chapter';
import { arrival } from '@/lib/http/arrival';
import { LiveChapterParts } from '../_live/live-chapter';
import { viewOf } from '../view';
import type { Standing } from '../work';

type LiveProps = {
  chapter: Chapter;
  standing: Standing;
  /** Where the forms are sent, and come back. */
  address: string;
  /** The exchange before which the bench was put back to its start. */
  started?: number | undefined;
  withoutStartKey?: boolean;
  children: ReactNode;
};

/** A page of a chapter with what it is drawn from: the notes, and the bench where there is one. */
export async function Live({
  chapter,
  standing: { notes, bench },
  address,
  started,
  withoutStartKey,
  children,
}: LiveProps) {
  const { place, refusal } = arrival();
  if (!place) throw new Error('A page without a place passed the front door.');
  return (
    <LiveChapterParts
      slug={chapter.slug}
      address={address}
      chapter={viewOf(chapter, notes, bench)}
      bench={bench && (await describeBench(bench, place))}
      exchanges={bench?.journal.after(notes.since) ?? []}
      problem={refusal ? (refusal.sentence ?? 'This form cannot be read: a field is missing, or comes twice.') : null}
      isStart={bench !== null && started === bench.journal.last}
      withoutStartKey={withoutStartKey ?? false}
    >
      {children}
    </LiveChapterParts>
  );
}
