import { Section } from '../_ui/sheet';

export function TypeScale() {
  return (
    <Section
      label="Type"
      title="Six sizes, three faces"
      note={
        <p>
          One <code>rem</code> is 16, 18, 21 or 24 pixels, as the reader prefers. Hindi is set in Noto, which comes only
          when a page needs it: <span lang="hi">सत्र, कुकी, सर्वर</span>.
        </p>
      }
    >
      <p>The largest size is the title of this page, the next the title of this section.</p>
      <p className="say">The sentence that a page ends on.</p>
      <p className="label">A margin word</p>
      <p className="lead">A lead says in two lines what the page is about, before anything is explained.</p>
      <p>
        Text is set in Atkinson Hyperlegible Next, made to keep <span className="mono">I, l, 1</span> and{' '}
        <span className="mono">O, 0</span> apart. A column holds about 68 letters. <strong>Strong words</strong> are
        rare, <em>stress</em> is rarer, and <a href="#type">links are ink, underlined</a>.
      </p>
      <p className="small">Small text: hints, buttons, the columns of what was sent and read.</p>
      <p>
        <code>Set-Cookie: __Host-Http-session=Fe26.2*1*9c04d1; Path=/; Secure; HttpOnly; SameSite=Lax</code> is bytes;
        they may break anywhere. <kbd>Tab</kbd> is a key.
      </p>
    </Section>
  );
}
