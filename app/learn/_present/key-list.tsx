import { Fragment } from 'react';
import { KEYS } from './keys';

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
    </section>
  );
}
