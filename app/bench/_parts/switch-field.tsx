'use client';

import { useEffect, useRef } from 'react';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { Switch } from '../switches/switch';
import { consequence, fieldValue, meaninglessUnder } from '../switches/switches';
import { useScript } from './use-script';

/** Stores that cannot be chosen here, and why: a word or two. */
export type MissingStores = Record<string, string>;

export type SwitchFieldProps = {
  id: string;
  one: Switch;
  policy: SessionPolicy;
  stores?: MissingStores | undefined;
  /** A choice applies at once, where script runs. */
  immediate?: boolean;
  /** What the value leads to stands below the field. */
  explained?: boolean;
};

/** One switch as a field of a form. */
export function SwitchField({ id, one, policy, stores = {}, immediate = false, explained = false }: SwitchFieldProps) {
  const hasScript = useScript();
  const field = useRef<HTMLInputElement & HTMLSelectElement & HTMLTextAreaElement>(null);
  const value = fieldValue(policy, one.name);
  const meaningless = meaninglessUnder(one, policy);
  // Whatever the visitor chose: when the bench has answered, the field says what holds now. The bench answers with a
  // policy of its own, so a refused choice is taken back as well.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (field.current) field.current.value = value;
  }, [value, policy]);
  const common = {
    ref: field,
    id,
    name: one.name,
    className: 'input',
    defaultValue: value,
    disabled: meaningless !== null,
    'aria-describedby': explained ? `${id}-hint` : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{one.label}</label>
      {one.control.kind === 'choice' && (
        <div className="select">
          <select {...common} onChange={(event) => hasScript && immediate && event.currentTarget.form?.requestSubmit()}>
            {one.control.options.map((option) => {
              const missing = one.name === 'store' ? stores[option.value] : undefined;
              return (
                <option key={option.value} value={option.value} disabled={missing !== undefined}>
                  {missing === undefined ? option.label : `${option.label} (${missing})`}
                </option>
              );
            })}
          </select>
        </div>
      )}
      {one.control.kind === 'seconds' && <input {...common} type="number" min={1} step={1} />}
      {one.control.kind === 'text' && <input {...common} type="text" autoComplete="off" spellCheck={false} />}
      {one.control.kind === 'lines' && <textarea {...common} rows={2} spellCheck={false} />}
      {explained && (
        <p className="hint" id={`${id}-hint`}>
          {meaningless ?? consequence(one, policy)}
          {'hint' in one.control && one.control.hint && !meaningless && ` ${one.control.hint}`}
        </p>
      )}
    </div>
  );
}
