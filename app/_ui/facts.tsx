import type { ReactNode } from 'react';

/** A term and what it is. Terms are unique within their list. */
export type Fact = {
  term: string;
  detail: ReactNode;
  /** Where the term leads, when it is a way to somewhere. */
  href?: string;
};

/** Terms on the left, what they are on the right; on a narrow page one under the other. */
export function Facts({ items }: { items: Fact[] }) {
  return (
    <dl className="facts">
      <FactRows items={items} />
    </dl>
  );
}

export function FactRows({ items }: { items: Fact[] }) {
  return items.flatMap(({ term, detail, href }) => [
    <dt key={`${term}-term`}>{href ? <a href={href}>{term}</a> : term}</dt>,
    <dd key={term}>{detail}</dd>,
  ]);
}
