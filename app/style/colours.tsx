import { Section } from '../_ui/sheet';
import { Table } from '../_ui/table';

const colours = [
  ['paper', 'the page'],
  ['leaf', 'the row that is chosen'],
  ['ink', 'text, buttons, focus, refusals'],
  ['ink-2', 'margin words, notes, labels of facts'],
  ['rule', 'lines that only part; they carry no meaning'],
  ['edge', 'frames of fields and buttons'],
  ['browser', 'the browser'],
  ['server', 'the server'],
  ['store', 'the store'],
  ['mallory', 'Mallory'],
  ['cookie', 'the cookie'],
  ['cookie-line', 'the frame of a chip'],
] as const;

export function Colours() {
  return (
    <Section
      label="Colours"
      title="Paper and ink"
      note="Text has a contrast of at least 4.5 to what it stands on, frames of controls at least 3, in every theme. The actors’ washes are for single rows, never behind a paragraph."
      wide={
        <Table
          caption="Colours and what they are for"
          columns={[{ title: 'token' }, { title: 'in this theme' }, { title: 'used for' }]}
          rows={colours.map(([token, use]) => ({
            id: token,
            cells: [<code key="token">--{token}</code>, <Swatch key="swatch" token={token} />, use],
          }))}
        />
      }
    >
      <p>
        No file but <code>tokens.css</code> names a colour. The five themes differ in nothing but these tokens and the
        weight of lines.
      </p>
    </Section>
  );
}

/** SVG attributes take a colour where the site’s policy forbids a style. */
function Swatch({ token }: { token: (typeof colours)[number][0] }) {
  return (
    <svg width="96" height="24" aria-hidden="true">
      <rect x="0.5" y="0.5" width="95" height="23" fill={`var(--${token})`} stroke="var(--edge)" />
    </svg>
  );
}
