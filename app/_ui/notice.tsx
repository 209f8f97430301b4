import type { ReactNode } from 'react';
import { Glyph } from './glyphs';

type RefusalProps = {
  title: ReactNode;
  /** The fields that were refused, each a link to its field. `field` is the field's id. */
  errors?: { field: string; text: string }[];
  children?: ReactNode;
};

/** The server said no, and why: the ink box with the barred circle. */
export function Refusal({ title, errors = [], children }: RefusalProps) {
  return (
    <div className="refusal" role="alert">
      <Glyph name="no" />
      <p className="title">{title}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ field, text }) => (
            <li key={field}>
              <a href={`#${field}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

/** Something was done (a tick and a word), or is worth knowing. */
export function Notice({ kind, children }: { kind: 'done' | 'note'; children: ReactNode }) {
  return (
    <div className="notice" role="status" data-kind={kind}>
      {kind === 'done' && <Glyph name="tick" />}
      <div>{children}</div>
    </div>
  );
}
