'use client';

import { useState } from 'react';
import { useScript } from './use-script';

/** Puts a text on the clipboard; without script there is no button, and the text stands where it can be marked. */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [copied, setCopied] = useState(false);
  // Only a page in a secure context has a clipboard.
  if (!useScript() || !navigator.clipboard) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" className="btn" onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? 'Copied' : children}
    </button>
  );
}
