import { type ReactNode, useId } from 'react';

type SheetProps = {
  title: ReactNode;
  /** Stands right of the title: a form with its one button, as a rule. */
  action?: ReactNode;
  children: ReactNode;
};

/** A sheet of the notebook: the page's title, then its sections. */
export function Sheet({ title, action, children }: SheetProps) {
  return (
    <article className="sheet">
      <div className="sheet-head">
        <h1>{title}</h1>
        {action}
      </div>
      {children}
    </article>
  );
}

type SectionProps = {
  /** The margin word: what kind of thing this is. Without a title it is the section's heading. */
  label?: string;
  title?: ReactNode;
  /** A remark for the right margin. */
  note?: ReactNode;
  /** What needs the full measure: a table, the three columns, the source. It comes last. */
  wide?: ReactNode;
  /** The fragment by which links reach this section. */
  id?: string;
  children?: ReactNode;
};

/** Margin word, text column, side note; below them what is wide. */
export function Section({ label, title, note, wide, id, children }: SectionProps) {
  const name = useId();
  return (
    <section className="section" id={id} aria-labelledby={title || label ? name : undefined}>
      {label && title && <p className="label">{label}</p>}
      {label && !title && (
        <h2 className="label" id={name}>
          {label}
        </h2>
      )}
      {(title || children) && (
        <div className="column prose">
          {title && <h2 id={name}>{title}</h2>}
          {children}
        </div>
      )}
      {note && <div className="note">{note}</div>}
      {wide && <div className="wide">{wide}</div>}
    </section>
  );
}
