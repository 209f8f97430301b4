import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Page } from '@/app/_ui/page';
import { Missing, Problem, Unavailable } from '@/app/_ui/problem';
import { first, type Search } from '@/app/_ui/search';
import { describeBench } from '@/lib/bench/describe';
import type { Chapter } from '@/lib/course/chapter';
import type { Notebook } from '@/lib/course/notebook';
import { stopOf } from '@/lib/course/path';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import { LiveChapterParts } from '../_live/live-chapter';
import { ChapterSheet } from '../_parts/chapter-sheet';
import { FirstMinutes } from '../_parts/first-minutes';
import { NotTranslated } from '../_parts/not-translated';
import { PathRuler } from '../_parts/path-ruler';
import { currentNotebook, currentReader } from '../reader';
import { viewOf } from '../view';
import { type Standing, standingOf } from '../work';
import { findWritten } from '../written';

type ChapterPageProps = { params: Promise<{ chapter: string }>; searchParams: Search };

export async function generateMetadata({ params }: ChapterPageProps): Promise<Metadata> {
  const stop = stopOf((await params).chapter);
  return { title: stop ? `${stop.number} ${stop.title}: Session Lab` : 'Session Lab' };
}

/** One chapter: its story, the question, the experiment on a bench of the reader's own, and what it came to. */
export default async function ChapterPage({ params, searchParams }: ChapterPageProps) {
  const { chapter: slug } = await params;
  const chapter = findWritten(slug);
  if (!chapter) return stopOf(slug) ? <NotWritten title={stopOf(slug)?.title ?? ''} /> : <Missing />;
  const read = await readAll(chapter);
  if (read instanceof Error) return <Unavailable error={read} />;
  const { standing, notebook } = read;
  const search = await searchParams;
  return (
    <Live chapter={chapter} standing={standing} search={search}>
      {isFirstMinutes(chapter, standing, search) ? (
        <FirstMinutes chapter={chapter} />
      ) : (
        <Page current="learn" lang="en">
          <div className="site-in">
            <PathRuler here={slug} notebook={notebook} />
            <NotTranslated />
          </div>
          <ChapterSheet
            chapter={chapter}
            standing={standing}
            notebook={notebook}
            address={addressOf(chapter, search)}
            selected={numberOf(search.exchange)}
          />
        </Page>
      )}
    </Live>
  );
}

/** Chapter 1 begins with nothing but a shop; all else waits until its steps are done, or until it is asked for. */
function isFirstMinutes(chapter: Chapter, { notes }: Standing, search: Awaited<Search>): boolean {
  return chapter.stepsBefore !== undefined && search.read === undefined && !(notes.done && notes.sentence !== '');
}

/** The page of the whole chapter comes back to itself. */
function addressOf({ slug }: Chapter, search: Awaited<Search>): string {
  return `/learn/${slug}${search.read === undefined ? '' : '?read'}`;
}

async function readAll(chapter: Chapter): Promise<{ standing: Standing; notebook: Notebook } | Error> {
  try {
    const standing = await standingOf(chapter, await currentReader());
    return { standing, notebook: await currentNotebook() };
  } catch (error) {
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  }
}

type LiveProps = { chapter: Chapter; standing: Standing; search: Awaited<Search>; children: ReactNode };

async function Live({ chapter, standing: { notes, bench }, search, children }: LiveProps) {
  const { place, refusal } = arrival();
  if (!place) throw new Error('A page without a place passed the front door.');
  return (
    <LiveChapterParts
      slug={chapter.slug}
      address={addressOf(chapter, search)}
      chapter={viewOf(chapter, notes, bench)}
      bench={bench && (await describeBench(bench, place))}
      exchanges={bench?.journal.after(notes.since) ?? []}
      problem={refusal ? (refusal.sentence ?? 'This form cannot be read: a field is missing, or comes twice.') : null}
      isStart={bench !== null && numberOf(search.started) === bench.journal.last}
    >
      {children}
    </LiveChapterParts>
  );
}

function NotWritten({ title }: { title: string }) {
  arrival().response.statusCode = 404;
  return (
    <Problem title={title} text="This chapter is not written yet.">
      <p>
        <a href="/learn">The course as far as there is</a>
      </p>
    </Problem>
  );
}

function numberOf(text: string | string[] | undefined): number | undefined {
  return /^\d{1,9}$/.test(first(text)) ? Number(first(text)) : undefined;
}
