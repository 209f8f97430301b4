import type { ComponentProps } from 'react';
import { describedBy, FieldFrame, type FieldText } from './field-frame';

type FieldProps = FieldText & {
  type?: 'text' | 'password' | 'email' | 'search';
  /** What stands in the field at first: what was sent, when the form comes back. Never a password. */
  value?: string;
} & Pick<
    ComponentProps<'input'>,
    | 'autoComplete'
    | 'autoCapitalize'
    | 'autoFocus'
    | 'disabled'
    | 'maxLength'
    | 'minLength'
    | 'pattern'
    | 'required'
    | 'spellCheck'
  >;

/** One line to fill in. Give the first field in error `autoFocus`: the page then opens where the work is. */
export function Field({ label, hint, error, name, id = name, value, type = 'text', ...rest }: FieldProps) {
  const text = { label, hint, error, name, id };
  return (
    <FieldFrame text={text}>
      <input
        {...rest}
        className="input"
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(text)}
      />
    </FieldFrame>
  );
}
