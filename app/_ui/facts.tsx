import type { ReactNode } from 'react';

/** A term and what it is. Terms are unique within their list. */
export type Fact = { term: string; detail: ReactNode };

/** Terms on the left, what they are on the right; on a narrow page one under the other. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className="facts">
      <FactRows items={items} />
    </dl>
  );
}

export function FactRows({ items }: { items: Fact[] }) {
  return items.flatMap(({ term, detail }) => [<dt key={`${term}-term`}>{term}</dt>, <dd key={term}>{detail}</dd>]);
}
