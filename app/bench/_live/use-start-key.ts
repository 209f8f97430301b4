import { useEffect, useRef } from 'react';

/**
 * Alt+0 takes the bench back to its start. With a modifier, so that nobody who dictates or mistypes loses an experiment
 * (WCAG 2.1.4), and by the key's place, since Alt changes the letter on some keyboards.
 */
export function useStartKey(startOver: () => void): void {
  const latest = useRef(startOver);
  useEffect(() => {
    latest.current = startOver;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'Digit0') return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
