'use client';

import { useScript } from './use-script';

/** The browser's own Back, which may show a page that it kept. */
export function BackButton() {
  if (!useScript()) return null;
  return (
    <button type="button" className="btn btn-bare" onClick={() => history.back()}>
      Back
    </button>
  );
}
