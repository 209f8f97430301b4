/** A line of which one part is other than in its counterpart; `changed` is empty where only the counterpart has more. */
export interface Span {
  before: string;
  changed: string;
  after: string;
}

/** Where two lines differ: from the first character that does to the last one. */
export function changedSpan(one: string, other: string): [Span, Span] {
  // By code points, so that no sign outside the basic plane is cut in two.
  const a = Array.from(one);
  const b = Array.from(other);
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const span = (letters: string[]): Span => ({
    before: letters.slice(0, start).join(''),
    changed: letters.slice(start, letters.length - end).join(''),
    after: letters.slice(letters.length - end).join(''),
  });
  return [span(a), span(b)];
}
