/**
 * How the shop looks: a painted tea tin, on purpose another world than the site. It is text, and not a file of the
 * site's build, because the boundary serves it on the shop's own host, as `_style.css`, with the faces beside it.
 */
export const stylesheet = `@font-face {
  font-family: 'Fraunces';
  src: url('_fraunces.woff2') format('woff2');
  font-weight: 100 900;
  font-display: swap;
}
@font-face {
  font-family: 'Devanagari';
  src: url('_devanagari.woff2') format('woff2');
  font-weight: 100 900;
  font-display: swap;
  unicode-range: U+0900-097F, U+200C-200D, U+25CC, U+A8E0-A8FF;
}

/* Colours. A background is a tint of its theme, so that no choice makes the text unreadable. */
html {
  color-scheme: light;
  --tin: #14494e; --on-tin: #fff5ea; --rose: #f6d2c4; --on-rose: #3a2018;
  --ink: #23302f; --soft: #525750; --link: #14494e; --line: #8f8070;
  --ground: #fff5ea;
}
html[data-background='rose'] { --ground: #fde9e4; }
html[data-background='mint'] { --ground: #e8f3ea; }
html[data-background='white'] { --ground: #ffffff; }
html[data-theme='sepia'] {
  --tin: #5a3a1e; --on-tin: #fbf0dc; --rose: #e6c9a0; --on-rose: #38240f;
  --ink: #38291a; --soft: #5b4831; --link: #5a3a1e; --line: #8a7250;
  --ground: #f4e6cb;
}
html[data-theme='sepia'][data-background='rose'] { --ground: #f3ddcb; }
html[data-theme='sepia'][data-background='mint'] { --ground: #e6e5c8; }
html[data-theme='sepia'][data-background='white'] { --ground: #faf3e4; }
html[data-theme='dark'] {
  color-scheme: dark;
  --tin: #0e3539; --on-tin: #fbeee1; --rose: #5c3529; --on-rose: #fce3d8;
  --ink: #f0e6da; --soft: #b9b3a6; --link: #9ad4d0; --line: #7d7468;
  --ground: #1d1a17;
}
html[data-theme='dark'][data-background='rose'] { --ground: #261a1a; }
html[data-theme='dark'][data-background='mint'] { --ground: #17201b; }
html[data-theme='dark'][data-background='white'] { --ground: #121212; }

html { font-size: 106.25%; background: var(--ground); color: var(--ink); -webkit-text-size-adjust: none; text-size-adjust: none; }
html[data-font-size='small'] { font-size: 93.75%; }
html[data-font-size='large'] { font-size: 137.5%; }

*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; font: 400 1rem / 1.5 'Fraunces', 'Devanagari', Georgia, serif; font-variation-settings: 'SOFT' 100; overflow-wrap: break-word; }
h1, h2, p, ul, ol, dl, dd, blockquote { margin: 0; padding: 0; }
h1, h2 { font-weight: 600; line-height: 1.2; color: var(--link); }
h1 { font-size: 1.45rem; }
h2 { font-size: 1.15rem; margin-block-start: 0.6rem; }
a { color: var(--link); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 3px; border-radius: 0.4rem; }
.soft { color: var(--soft); }
.price { font-variant-numeric: tabular-nums; }
.note { background: var(--rose); color: var(--on-rose); border-radius: 0.9rem; padding: 0.5rem 0.9rem; }

.top { background: var(--tin); color: var(--on-tin); display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem 1rem; padding: 0.6rem 1rem; border-block-end: 4px double var(--rose); }
.top a { color: var(--on-tin); text-decoration: none; padding-block: 0.25rem; }
.top a:hover { text-decoration: underline; }
.top a[aria-current] { text-decoration: underline; text-decoration-thickness: 2px; }
.top :focus-visible { outline-color: var(--on-tin); outline-offset: 1px; }
.top .name { font-size: 1.2rem; font-weight: 600; margin-inline-end: auto; display: flex; gap: 0.5rem; align-items: center; }
.top svg { width: 1.6em; height: 1.6em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.top nav { display: flex; flex-wrap: wrap; gap: 0 1rem; }
.who { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; padding: 0.35rem 1rem; border-block-end: 1px dotted var(--line); }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.8rem; max-width: 44rem; padding: 1.2rem 1rem 1.6rem; justify-items: start; }
main > * { max-width: 100%; }

button, .button { font: inherit; font-weight: 600; line-height: 1.3; color: var(--on-tin); background: var(--tin); border: 1px solid var(--link); border-radius: 1.4rem; padding: 0.5rem 1.1rem; min-height: 2.4rem; cursor: pointer; text-decoration: none; }
button.second { background: var(--rose); color: var(--on-rose); border-color: var(--on-rose); }
button.plain { background: none; color: var(--link); border: 0; padding: 0.2rem 0; min-height: 1.5rem; font-weight: 400; text-decoration: underline; text-underline-offset: 0.2em; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }

.fields { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.8rem; width: 22rem; max-width: 100%; justify-items: start; }
.fields label { display: grid; gap: 0.2rem; width: 100%; }
.fields .tick { display: flex; gap: 0.6rem; align-items: center; }
input:not([type='checkbox']), select, textarea { font: inherit; width: 100%; color: var(--ink); background: var(--ground); border: 1px solid var(--line); border-radius: 0.8rem; padding: 0.4rem 0.8rem; min-height: 2.4rem; }
input[type='checkbox'] { width: 1.4rem; height: 1.4rem; flex: none; accent-color: var(--link); }

.teas { list-style: none; display: grid; gap: 0.1rem; width: 100%; }
.teas li { display: flex; flex-wrap: wrap; gap: 0.4rem 0.7rem; align-items: center; padding-block: 0.5rem; border-block-end: 1px dotted var(--line); }
.teas svg { width: 1.6rem; height: 1.9rem; flex: none; fill: none; stroke: var(--link); stroke-width: 1.6; stroke-linejoin: round; }
.teas rect { fill: var(--rose); }
.teas .what { flex: 1 1 8rem; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 0.7rem; }
.links, main > ul:not(.teas), .fields ul { padding-inline-start: 1.2rem; }
.steps { display: flex; flex-wrap: wrap; gap: 0.2rem 2rem; padding-inline-start: 1.2rem; }
.steps [aria-current] { font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.25em; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.2rem 1rem; }
dt { color: var(--soft); }
dd, td { overflow-wrap: anywhere; }
th { overflow-wrap: normal; }
table { border-collapse: collapse; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; border-block-end: 1px dotted var(--line); }
blockquote { border-inline-start: 4px solid var(--rose); padding-inline-start: 0.8rem; white-space: pre-line; }
blockquote footer { color: var(--soft); }
blockquote footer::before { content: '– '; }
`;
