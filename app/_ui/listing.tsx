import type { HighlightedFile } from './listings/listings';

/** A file of ours with the numbers of its lines; `#L12` leads to one of them. */
export function Listing({ file }: { file: HighlightedFile }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: made of our own files, and escaped, by scripts/listings.ts
    <ol className="code" lang="en" dir="ltr" translate="no" dangerouslySetInnerHTML={{ __html: file.html }} />
  );
}
