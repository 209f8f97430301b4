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
        {lines.map(({ html, marked }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a file never change places
          <li key={place} className={marked ? 'hot' : undefined}>
            {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made of our own files, and escaped, by scripts/chapters.ts */}
            <code dangerouslySetInnerHTML={{ __html: html }} />
          </li>
        ))}
      </ol>
    </figure>
  );
}
