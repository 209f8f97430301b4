import { findingsOf } from '@/lib/check/findings';
import { groupsOf } from '@/lib/check/rows';
import type { Seen } from '@/lib/check/seen';
import { verdictsOf } from '@/lib/check/verdicts';
import { dateAndTime } from '../bench/_parts/utc';
import { KINDS } from './words';

/** A check as plain text, to be pasted into a mail or a bug report. */
export function asText(browser: string, seen: Seen): string {
  const found = findingsOf(seen);
  const chapters = verdictsOf(found).map(({ chapter, title, kind, instead, reason }) =>
    [`${chapter} ${title}: ${KINDS[kind]}${instead ? `: ${instead}` : '.'}`, reason].join(' '),
  );
  const groups = groupsOf(found).flatMap(({ title, rows }) => [
    '',
    title,
    ...rows.map(
      ({ what, expected, measured, agrees }) =>
        `- ${what}: ${measured ?? 'not measured'}${agrees === false ? ` (expected: ${expected})` : ''}`,
    ),
  ]);
  return [
    `Check of ${seen.origin}, ${dateAndTime(Date.parse(seen.begun))} UTC, ${browser}`,
    '',
    ...chapters,
    ...groups,
    '',
  ].join('\n');
}
