import { excerptsOf, type ShownExcerpt } from '../written';

/** The code that did it: from the real file, beside the same in Flask. */
export function Code({ slug }: { slug: string }) {
  const { ours, flask } = excerptsOf(slug);
  return (
    <div className="codes">
      <Piece title="Session Lab, TypeScript" excerpt={ours} />
      <Piece title="Flask, Python" excerpt={flask} />
    </div>
  );
}

function Piece({ title, excerpt: { file, first, lines } }: { title: string; excerpt: ShownExcerpt }) {
  return (
    <figure>
      <figcaption>
        <span>{title}</span>
        <code translate="no">
          {file}, from line {first}
        </code>
      </figcaption>
      <ol className="code" dir="ltr" translate="no">
        {lines.map(({ runs, marked }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a file never change places
          <li key={place} className={marked ? 'hot' : undefined}>
            <code>
              {runs.map(([kind, text], at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: nor do the words of a line
                <Dressed key={at} kind={kind} text={text} />
              ))}
            </code>
          </li>
        ))}
      </ol>
    </figure>
  );
}

/** Elements, not HTML: where the code only appears once the steps are done, the page's policy takes no HTML from a script. */
function Dressed({ kind, text }: { kind: string; text: string }) {
  if (kind === 'keyword') return <b>{text}</b>;
  if (kind === 'comment') return <i>{text}</i>;
  return kind === 'string' ? <span className="s">{text}</span> : text;
}
