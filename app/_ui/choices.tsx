import type { ReactNode } from 'react';
import { describedBy, FieldError, Hint } from './field-frame';

type ChoicesProps = {
  name: string;
  legend: string;
  /** `sample` shows what the choice gives (see samples.tsx); it is for the eye, the label must do without it. */
  options: { value: string; label: string; lang?: string; sample?: ReactNode }[];
  value?: string | undefined;
  hint?: ReactNode;
  error?: string | undefined;
  disabled?: boolean;
};

/** One of a few: radio buttons, each a whole row to press. */
export function Choices({ name, legend, options, value, hint, error, disabled }: ChoicesProps) {
  return (
    <fieldset
      className="choices"
      id={name}
      tabIndex={-1}
      disabled={disabled}
      aria-describedby={describedBy({ name, label: legend, hint, error })}
    >
      <legend>{legend}</legend>
      {hint && <Hint of={name}>{hint}</Hint>}
      {error && <FieldError of={name}>{error}</FieldError>}
      {options.map((option) => (
        <label className="choice" key={option.value}>
          <input type="radio" name={name} value={option.value} defaultChecked={option.value === value} />
          <span lang={option.lang}>{option.label}</span>
          {option.sample && <span aria-hidden="true">{option.sample}</span>}
        </label>
      ))}
    </fieldset>
  );
}
