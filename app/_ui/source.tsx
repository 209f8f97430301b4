import { type PageWithSource, sources } from './listings/files';
import { listings } from './listings/listings';

type SourceProps = {
  page: PageWithSource;
  /** "96 lines", in the page's language. */
  countLines: (lines: number) => string;
};

/**
 * The ways to the real files behind a page. The files themselves stand on pages of their own (app/source): inside this
 * page they would cost a quarter of the requests that the server can answer, read or not.
 */
export function Source({ page, countLines }: SourceProps) {
  return (
    <ul className="source">
      {sources[page].map((path) => (
        <li key={path}>
          <a href={`/source?file=${encodeURIComponent(path)}`}>
            <code translate="no">{path}</code>
          </a>
          <span className="num">{countLines(listings[path]?.lines ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
