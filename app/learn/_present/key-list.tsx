'use client';

import { Fragment, useEffect, useState } from 'react';
import { KEYS } from './keys';
import { doLettersWork, letLettersWork } from './letter-keys';

/** The keys, which work in both windows. */
export function KeyList() {
  return (
    <section className="part" aria-labelledby="lectern-keys">
      <h2 id="lectern-keys">Keys</h2>
      <dl className="key-list small">
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Fragment key={key}>{key === '…' ? '… ' : <kbd>{key}</kbd>} </Fragment>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <LetterSwitch />
    </section>
  );
}

function LetterSwitch() {
  const [work, setWork] = useState(true);
  useEffect(() => setWork(doLettersWork()), []);
  return (
    <label className="choice check">
      <input
        type="checkbox"
        checked={work}
        onChange={({ target }) => {
          letLettersWork(target.checked);
          setWork(target.checked);
        }}
      />
      <span>Letters and digits are keys, in this browser’s chapters too</span>
    </label>
  );
}
