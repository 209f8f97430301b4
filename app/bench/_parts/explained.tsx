import type { ReactNode } from 'react';

type ExplainedProps = {
  /** Unique on the page. */
  id: string;
  children: ReactNode;
  /** One sentence; without one the name stands alone. */
  text: string | null;
};

/** A name that explains itself when it is pressed: a native popover, which needs no script. */
export function Explained({ id, children, text }: ExplainedProps) {
  if (text === null) return children;
  return (
    <>
      <button type="button" className="hname" popoverTarget={id}>
        {children}
      </button>
      <span id={id} popover="auto" className="popover" role="note">
        <strong>{children}</strong>: {text}
      </span>
    </>
  );
}
