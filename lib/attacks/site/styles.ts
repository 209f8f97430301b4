/** The typefaces of her pages, each by the name under which her site serves it. */
export const FONTS = {
  '_text.woff2': 'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
  '_title.woff2': 'newsreader/files/newsreader-latin-opsz-normal.woff2',
  '_bytes.woff2': 'jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
};

/**
 * How Mallory's site looks: of the notebook's family (paper, ink, hairlines), in her red. It is text, and not a file of
 * the site's build, because her host serves nothing of that. The theme is the browser's own: no cookie of the site, which
 * knows the visitor's, ever comes here.
 */
export const stylesheet = `@font-face { font-family: 'Text'; src: url('_text.woff2') format('woff2'); font-weight: 200 800; font-display: swap; }
@font-face { font-family: 'Title'; src: url('_title.woff2') format('woff2'); font-weight: 200 800; font-display: swap; }
@font-face { font-family: 'Bytes'; src: url('_bytes.woff2') format('woff2'); font-weight: 100 800; font-display: swap; }

:root {
  color-scheme: light dark;
  --paper: light-dark(#fcfcf9, #15181c); --ink: light-dark(#1b2026, #e9e7e1); --ink-2: light-dark(#565c63, #a7abb0);
  --rule: light-dark(#d3d3ca, #373c42); --mallory: light-dark(#b02318, #f79387); --on-mallory: light-dark(#fcfcf9, #15181c);
  --line: 1.5556rem;
}
@media (prefers-contrast: more) {
  :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --ink-2: #000000; --rule: #000000; --mallory: #8f0000; --on-mallory: #ffffff; }
}

*, *::before, *::after { box-sizing: border-box; }
html { font-size: 112.5%; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: none; text-size-adjust: none; }
body { margin: 0; font: 400 1rem / var(--line) 'Text', system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
h1, h2 { font-family: 'Title', Georgia, serif; font-weight: 400; text-wrap: balance; }
h1 { font-size: 2.6667rem; line-height: 1.12; color: var(--mallory); letter-spacing: -0.012em; }
h2 { width: 100%; font-size: 1.5556rem; line-height: 1.2; margin-block-start: calc(var(--line) * 2); border-block-start: 1px solid var(--rule); padding-block-start: var(--line); }
h3 { font-size: 1rem; font-weight: 600; line-height: var(--line); }
a { color: inherit; text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; }
code, .host { font: 400 0.889em / 1.5 'Bytes', ui-monospace, monospace; font-variant-ligatures: none; overflow-wrap: anywhere; }
svg { width: 1.15em; height: 1.15em; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.2em; margin-inline-end: 0.3em; }
[hidden] { display: none; }

header, main, footer { max-width: 42rem; margin-inline: auto; padding-inline: 1.5rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1.5rem; border-block-start: 3px solid var(--mallory); padding-block: 0.6rem; }
.whose { color: var(--mallory); font-weight: 600; }
.host, .watch { color: var(--ink-2); }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--line) / 2); justify-items: start; padding-block: calc(var(--line) * 2); }
.lead { font-size: 1.2222rem; }
.note { border: 2px solid var(--ink); padding: calc(var(--line) / 4) calc(var(--line) / 2); }
.watch { font-size: 0.8889rem; }

.tricks, .loot, .ways { display: grid; grid-template-columns: minmax(0, 1fr); width: 100%; }
.tricks > li, .loot > li, .ways > li { border-block-start: 1px solid var(--rule); padding-block: calc(var(--line) / 2); }
.tricks > li > a, .runs a { display: inline-block; padding-block: 0.3rem; }
.tricks > li > a, .tricks button { margin-block-end: calc(var(--line) / 4); }
button { font: inherit; font-weight: 600; color: var(--on-mallory); background: var(--mallory); border: 2px solid var(--mallory); padding: 0.3rem 1rem; min-height: 2.5rem; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
button:disabled { color: var(--ink-2); background: none; border-color: var(--rule); cursor: default; text-decoration: none; }
section { width: 100%; }
section h3 { margin-block-start: calc(var(--line) / 2); }
.ways h3 { margin-block-start: 0; }
.ways { margin-block-start: calc(var(--line) / 2); }
[role='status']:empty { display: none; }
footer { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding-block: 0.6rem 2rem; border-block-start: 1px solid var(--rule); }
footer a { padding-block: 0.2rem; }
`;
