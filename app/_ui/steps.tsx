import type { ReactNode } from 'react';

/** What happens, one thing after the other, numbered. The order never changes, so the place is the key. */
export function Steps({ items }: { items: ReactNode[] }) {
  return (
    <ol className="steps">
      {items.map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={place}>
          <div>{item}</div>
        </li>
      ))}
    </ol>
  );
}
