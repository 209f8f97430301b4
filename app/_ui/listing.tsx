import { type PageWithSource, sources } from './listings/files';
import generated from './listings/generated.json';

type SourceProps = {
  page: PageWithSource;
  /** "96 lines", in the page's language. */
  countLines: (lines: number) => string;
};

const listings: Record<string, { lines: number; html: string }> = generated;

/** The real files behind a page, as they were when the site was built. */
export function Source({ page, countLines }: SourceProps) {
  return (
    <div className="source">
      {sources[page].map((path) => (
        <Listing key={path} path={path} countLines={countLines} />
      ))}
    </div>
  );
}

function Listing({ path, countLines }: { path: string; countLines: SourceProps['countLines'] }) {
  const listing = listings[path];
  if (!listing) throw new Error(`${path} is not among the listings: run node scripts/listings.ts`);
  return (
    <details>
      <summary>
        <code translate="no">{path}</code>
        <span className="num">{countLines(listing.lines)}</span>
      </summary>
      {/* Made of our own files by scripts/listings.ts, which escapes every character that HTML knows. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
      <ol className="code" lang="en" dir="ltr" translate="no" dangerouslySetInnerHTML={{ __html: listing.html }} />
    </details>
  );
}
