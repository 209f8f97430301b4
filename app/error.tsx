'use client';

import { Sprite } from './_ui/glyphs';
import { en } from './_ui/messages/en';
import { hi } from './_ui/messages/hi';
import { Refusal } from './_ui/notice';
import { Section, Sheet } from './_ui/sheet';

/** A page that failed unexpectedly: its number, by which the log tells the rest. */
export default function UnexpectedError({ error }: { error: Error & { digest?: string } }) {
  const isHindi = typeof document !== 'undefined' && document.documentElement.lang === 'hi';
  const { unexpected, goHome } = (isHindi ? hi : en).problems;
  return (
    <main id="main" className="site">
      <Sprite />
      <Sheet title={unexpected.title}>
        <Section>
          <Refusal title={unexpected.text}>
            {error.digest && (
              <p>
                {unexpected.reference}: <code>{error.digest}</code>
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
