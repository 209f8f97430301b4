import { describedBy, FieldFrame, type FieldText } from './field-frame';

type SelectProps = FieldText & {
  options: { value: string; label: string; lang?: string }[];
  value?: string;
  disabled?: boolean;
};

/** One of many, when there are too many for radio buttons. */
export function Select({ label, hint, error, name, id = name, options, value, disabled }: SelectProps) {
  const text = { label, hint, error, name, id };
  return (
    <FieldFrame text={text}>
      <div className="select">
        <select
          className="input"
          id={id}
          name={name}
          defaultValue={value}
          disabled={disabled}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(text)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.label}
            </option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}
