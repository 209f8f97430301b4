import { useState } from 'react';

/**
 * Whether the exchange that is shown came in after the page was drawn, and is shown for the first time.
 * @param n its number
 */
export function useNew(n: number): boolean {
  const [shown, setShown] = useState({ n, newest: n, isNew: false });
  // Kept as it is until another one is shown: whatever else changes meanwhile does not make it old.
  if (n !== shown.n) setShown({ n, newest: Math.max(n, shown.newest), isNew: n > shown.newest });
  return shown.isNew;
}
