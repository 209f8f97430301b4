import { path } from '@/lib/course/path';
import { findWritten } from '../written';

/** A chapter by its number: a link once it is written. */
export function ChapterLink({ number }: { number: number }) {
  const stop = path[number - 1];
  if (!stop) throw new Error(`There is no chapter ${number}.`);
  const name = `${number} ${stop.title}`;
  return findWritten(stop.slug) ? <a href={`/learn/${stop.slug}`}>{name}</a> : name;
}
