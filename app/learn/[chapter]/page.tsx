import type { Metadata } from 'next';
import { Page } from '@/app/_ui/page';
import { Unavailable } from '@/app/_ui/problem';
import { numberOf, type Search } from '@/app/_ui/search';
import type { Chapter } from '@/lib/course/chapter';
import { stopOf } from '@/lib/course/path';
import { ChapterSheet } from '../_parts/chapter-sheet';
import { FirstMinutes } from '../_parts/first-minutes';
import { Live } from '../_parts/live';
import { NoChapter } from '../_parts/no-chapter';
import { NotTranslated } from '../_parts/not-translated';
import { PathRuler } from '../_parts/path-ruler';
import { PresentPage } from '../_present/present-page';
import { readAll } from '../read-all';
import type { Standing } from '../work';
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
  if (!chapter) return <NoChapter slug={slug} />;
  const read = await readAll(chapter);
  if (read instanceof Error) return <Unavailable error={read} />;
  const { standing, notebook } = read;
  const search = await searchParams;
  if (search.present !== undefined) {
    const asked = numberOf(search.step);
    const address = `/learn/${slug}?present${asked === undefined ? '' : `&step=${asked}`}`;
    return (
      <Live chapter={chapter} standing={standing} address={address} started={numberOf(search.started)}>
        <PresentPage chapter={chapter} asked={asked} />
      </Live>
    );
  }
  const address = addressOf(chapter, search);
  return (
    <Live chapter={chapter} standing={standing} address={address} started={numberOf(search.started)}>
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
            address={address}
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
