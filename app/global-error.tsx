'use client';

import UnexpectedError from './error';
import './_ui/styles/index.css';

/** As error.tsx, where even the layout failed. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en" data-theme="system" data-font-size="medium">
      <body>
        <UnexpectedError error={error} />
      </body>
    </html>
  );
}
