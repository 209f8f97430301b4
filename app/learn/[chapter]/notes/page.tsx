import type { Metadata } from 'next';
import { Unavailable } from '@/app/_ui/problem';
import { numberOf, type Search } from '@/app/_ui/search';
import { stopOf } from '@/lib/course/path';
import { Live } from '../../_parts/live';
import { NoChapter } from '../../_parts/no-chapter';
import { LecternPage } from '../../_present/lectern-page';
import { readAll } from '../../read-all';
import { findWritten } from '../../written';

type NotesPageProps = { params: Promise<{ chapter: string }>; searchParams: Search };

export async function generateMetadata({ params }: NotesPageProps): Promise<Metadata> {
  const stop = stopOf((await params).chapter);
  return { title: stop ? `Notes on ${stop.number} ${stop.title}: Session Lab` : 'Session Lab' };
}

/** The lecturer's own window beside the projector's. */
export default async function NotesPage({ params, searchParams }: NotesPageProps) {
  const { chapter: slug } = await params;
  const chapter = findWritten(slug);
  if (!chapter) return <NoChapter slug={slug} />;
  const read = await readAll(chapter);
  if (read instanceof Error) return <Unavailable error={read} />;
  const asked = numberOf((await searchParams).step);
  const address = `/learn/${slug}/notes${asked === undefined ? '' : `?step=${asked}`}`;
  return (
    <Live chapter={chapter} standing={read.standing} address={address} withoutStartKey>
      <LecternPage chapter={chapter} asked={asked} />
    </Live>
  );
}
