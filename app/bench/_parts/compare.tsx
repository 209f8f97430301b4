import { capital } from '@/lib/wire/capital';
import type { Span } from '@/lib/wire/changed-span';
import { type ComparedLine, compareExchanges } from '@/lib/wire/compare';
import type { Exchange } from '@/lib/wire/exchange';

/** Two exchanges beside each other; what differs is set in ink reversed. */
export function Compare({ a, b }: { a: Exchange; b: Exchange }) {
  const { request, response } = compareExchanges(a, b);
  return (
    <table className="compared">
      <caption>{summary(request, response)} The marked bytes are those that differ.</caption>
      <thead>
        <tr>
          <th scope="col">exchange {a.n}</th>
          <th scope="col">exchange {b.n}</th>
        </tr>
      </thead>
      <Side title="Request" lines={request} numbers={[a.n, b.n]} />
      <Side title="Response" lines={response} numbers={[a.n, b.n]} />
    </table>
  );
}

function summary(request: ComparedLine[], response: ComparedLine[]): string {
  const differ = (lines: ComparedLine[]) => lines.filter(({ same }) => !same).length;
  const told = (what: string, count: number) =>
    count === 0 ? `the ${what}s are the same` : `the ${what}s differ in ${count} ${count === 1 ? 'line' : 'lines'}`;
  return capital(`${told('request', differ(request))}, ${told('response', differ(response))}.`);
}

type SideProps = { title: string; lines: ComparedLine[]; numbers: [number, number] };

function Side({ title, lines, numbers: [a, b] }: SideProps) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2}>
          {title}
        </th>
      </tr>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change places
        <tr key={place} className={line.same ? 'same' : undefined}>
          <Cell span={line.a} n={a} />
          <Cell span={line.b} n={b} />
        </tr>
      ))}
    </tbody>
  );
}

/** On a narrow page the lines stand one under the other, and say which exchange they are of. */
function Cell({ span, n }: { span: Span | null; n: number }) {
  const heading = `${n}:`;
  if (span === null) {
    return (
      <td className="quiet" data-h={heading}>
        (absent)
      </td>
    );
  }
  return (
    <td data-h={heading}>
      <code>
        {span.before}
        {span.changed && <mark>{span.changed}</mark>}
        {span.after}
      </code>
    </td>
  );
}
