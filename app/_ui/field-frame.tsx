import type { ReactNode } from 'react';
import { Glyph } from './glyphs';

/** What every field says around its control. The control's id is the field's name unless two forms share a page. */
export type FieldText = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  name: string;
  id?: string;
};

/** The ids of hint and error, for `aria-describedby`: the error first, as it is what the reader must know now. */
export function describedBy({ name, id = name, hint, error }: FieldText): string | undefined {
  return [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
}

export function Hint({ of, children }: { of: string; children: ReactNode }) {
  return (
    <p className="hint" id={`${of}-hint`}>
      {children}
    </p>
  );
}

/** Why a field was refused: the barred circle and a sentence, in ink. */
export function FieldError({ of, children }: { of: string; children: ReactNode }) {
  return (
    <p className="error" id={`${of}-error`}>
      <Glyph name="no" />
      <span>{children}</span>
    </p>
  );
}

/** Label, hint, control and error, in the order in which they are read. */
export function FieldFrame({ text, children }: { text: FieldText; children: ReactNode }) {
  const id = text.id ?? text.name;
  return (
    <div className="field">
      <label htmlFor={id}>{text.label}</label>
      {text.hint && <Hint of={id}>{text.hint}</Hint>}
      {children}
      {text.error && <FieldError of={id}>{text.error}</FieldError>}
    </div>
  );
}
