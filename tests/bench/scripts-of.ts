/** The scripts that a browser with modules loads for a page, by their address. */
export function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\bnomodule\b/i.test(tag));
  const sources = tags.map((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1]).filter((source) => source !== undefined);
  return [...new Set(sources.map((source) => source.replaceAll('&amp;', '&')))];
}
