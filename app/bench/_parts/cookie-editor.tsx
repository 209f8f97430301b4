'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { rewritable } from '@/lib/wire/rewriting';
import type { JarProps } from './jar';
import { JarForm } from './jar-form';
import { useScript } from './use-script';

type CookieEditorProps = Pick<JarProps, 'shopUrl' | 'returnTo'> & { name: string; value: string };

/** The value as text; with script also what can be read in it, which is written back into the value at each letter. */
export function CookieEditor({ name, value, ...way }: CookieEditorProps) {
  const [text, setText] = useState(value);
  const payload = useScript() ? rewritable(text) : null;
  const id = `value-of-${name}`;
  return (
    <JarForm {...way} name={name} className="form edit">
      {payload && (
        <div className="field">
          <label htmlFor={`${id}-payload`}>What it says</label>
          <textarea
            className="input mono"
            id={`${id}-payload`}
            rows={3}
            spellCheck={false}
            value={payload.text}
            onChange={(event) => setText(payload.rewrite(event.target.value))}
          />
        </div>
      )}
      <div className="field">
        <label htmlFor={id}>Value of {name}, as it is sent</label>
        <textarea
          className="input mono"
          id={id}
          name="value"
          rows={3}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="row">
        <Button main>Put it into the jar</Button>
        {text !== value && (
          <button type="button" className="btn" onClick={() => setText(value)}>
            Undo
          </button>
        )}
      </div>
    </JarForm>
  );
}
