'use client';

import { Sprite } from './_ui/glyphs';
import { unexpected } from './_ui/messages/unexpected';
import { Refusal } from './_ui/notice';
import { Section, Sheet } from './_ui/sheet';

/** A page that failed unexpectedly: its number, by which the log tells the rest. */
export default function UnexpectedError({ error }: { error: Error & { digest?: string } }) {
  // Drawn by the browser where it can be, in the language of the document that failed.
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang;
  const { title, text, reference, goHome } = unexpected[language as keyof typeof unexpected] ?? unexpected.en;
  return (
    <main id="main" className="site">
      <Sprite />
      <Sheet title={title}>
        <Section>
          <Refusal title={text}>
            {error.digest && (
              <p>
                {reference}: <code>{error.digest}</code>
              </p>
            )}
          </Refusal>
          <p>
            <a href="/">{goHome}</a>
          </p>
        </Section>
      </Sheet>
    </main>
  );
}
