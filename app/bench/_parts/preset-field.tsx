'use client';

import { useEffect, useRef } from 'react';
import { useScript } from './use-script';

type PresetFieldProps = { preset: string; changed: boolean; presets: { id: string; title: string }[] };

/** The named policies; "my own" stands there while switches differ from all of them. */
export function PresetField({ preset, changed, presets }: PresetFieldProps) {
  const hasScript = useScript();
  const select = useRef<HTMLSelectElement>(null);
  const value = changed ? '' : preset;
  useEffect(() => {
    if (select.current) select.current.value = value;
  }, [value]);
  return (
    <div className="field">
      <label htmlFor="first-preset">preset</label>
      <div className="select">
        <select
          ref={select}
          className="input"
          id="first-preset"
          name="preset"
          defaultValue={value}
          onChange={(event) => hasScript && event.currentTarget.form?.requestSubmit()}
        >
          {changed && <option value="">my own</option>}
          {presets.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
