import { changedSpan, type Span } from './changed-span';
import type { Exchange, HeaderLine } from './exchange';

/** One line of two exchanges; null where only the other one has it. */
export interface ComparedLine {
  kind: 'start' | 'header' | 'body';
  a: Span | null;
  b: Span | null;
  same: boolean;
}

export interface Comparison {
  request: ComparedLine[];
  response: ComparedLine[];
}

/** Two exchanges line by line: headers are matched by their name, whatever their order, bodies by their lines. */
export function compareExchanges(a: Exchange, b: Exchange): Comparison {
  const requestLine = ({ request }: Exchange) => `${request.method} ${request.target} HTTP/1.1`;
  const statusLine = ({ response }: Exchange) => `HTTP/1.1 ${response.status} ${response.reason}`.trimEnd();
  return {
    request: [
      compared('start', requestLine(a), requestLine(b)),
      ...comparedHeaders(a.request.headers, b.request.headers),
      ...comparedBodies(a.request.body, b.request.body),
    ],
    response: [
      compared('start', statusLine(a), statusLine(b)),
      ...comparedHeaders(a.response.headers, b.response.headers),
      ...comparedBodies(a.response.body, b.response.body),
    ],
  };
}

function compared(kind: ComparedLine['kind'], a: string | null, b: string | null): ComparedLine {
  if (a !== null && b !== null) {
    const [spanA, spanB] = changedSpan(a, b);
    return { kind, a: spanA, b: spanB, same: a === b };
  }
  const whole = (line: string | null): Span | null => (line === null ? null : { before: '', changed: line, after: '' });
  return { kind, a: whole(a), b: whole(b), same: false };
}

function comparedHeaders(a: HeaderLine[], b: HeaderLine[]): ComparedLine[] {
  const rest = [...b];
  const text = (line: HeaderLine | undefined) => (line ? `${line[0]}: ${line[1]}` : null);
  const lines = a.map((line) => {
    const at = rest.findIndex(([name]) => name.toLowerCase() === line[0].toLowerCase());
    const counterpart = at < 0 ? undefined : rest.splice(at, 1)[0];
    return compared('header', text(line), text(counterpart));
  });
  return [...lines, ...rest.map((line) => compared('header', null, text(line)))];
}

function comparedBodies(a: string, b: string): ComparedLine[] {
  const [linesA, linesB] = [a, b].map((body) => (body === '' ? [] : body.split(/\r?\n/))) as [string[], string[]];
  // Equal ends are matched from both sides, so that one line more in the middle does not shift all that follow.
  let end = 0;
  const shorter = Math.min(linesA.length, linesB.length);
  let start = 0;
  while (start < shorter && linesA[start] === linesB[start]) start++;
  while (end < shorter - start && linesA.at(-1 - end) === linesB.at(-1 - end)) end++;
  const middle = Math.max(linesA.length, linesB.length) - start - end;
  const at = (lines: string[], index: number) => (index < lines.length - end ? (lines[index] ?? null) : null);
  return [
    ...linesA.slice(0, start).map((line) => compared('body', line, line)),
    ...Array.from({ length: middle }, (_, i) => compared('body', at(linesA, start + i), at(linesB, start + i))),
    ...linesA.slice(linesA.length - end).map((line) => compared('body', line, line)),
  ];
}
