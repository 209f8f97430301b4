'use client';

import { useEffect, useRef } from 'react';
import type { Pressed } from './keys';
import { doLettersWork } from './letter-keys';

/**
 * Listens to keys, but for whoever types. Those that are pressed inside the shop do not get here: its frame is a page of
 * its own.
 * @param press whether the key was taken: then the browser does nothing with it
 */
export function useKeys(press: (pressed: Pressed) => boolean): void {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.isComposing || target.isContentEditable || target.closest('input, textarea, select')) return;
      if (event.key.length === 1 && event.key !== ' ' && !doLettersWork()) return;
      const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
      const isOnControl = target.closest('a, button, summary') !== null;
      if (latest.current({ key, shiftKey, isWithModifier: ctrlKey || altKey || metaKey, isOnControl })) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
