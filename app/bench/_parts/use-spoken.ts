import { useEffect, useRef, useState } from 'react';
import type { Exchange } from '@/lib/wire/exchange';
import { summaryOf } from '@/lib/wire/summary';

/** For so long the exchanges of one action are waited for: a redirect is followed by itself. */
const ONE_ACTION_MILLISECONDS = 400;

/** One sentence for each action, however many exchanges it caused: for the page's live region. */
export function useSpoken(exchanges: Exchange[]): string {
  const [spoken, setSpoken] = useState('');
  const said = useRef(exchanges.at(-1)?.n ?? 0);
  useEffect(() => {
    const fresh = exchanges.filter(({ n }) => n > said.current);
    if (fresh.length === 0) return;
    const timer = setTimeout(() => {
      said.current = fresh.at(-1)?.n ?? said.current;
      setSpoken(summaryOf(fresh));
    }, ONE_ACTION_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [exchanges]);
  return spoken;
}
