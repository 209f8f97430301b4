import { type Slide, slideFrom } from '@/lib/course/slides';

export type Command =
  | { kind: 'slide'; number: number; isSkip: boolean }
  | { kind: 'line'; by: 1 | -1 }
  | { kind: 'blank' | 'pane' | 'press' | 'notes' | 'leave' };

export interface Pressed {
  key: string;
  shiftKey: boolean;
  /** With Ctrl, Alt or Meta: the browser's own, and the bench's. */
  isWithModifier: boolean;
  /** On what presses itself by Space and Enter: a link, a button. */
  isOnControl: boolean;
}

/** The keys, for whoever wants to know them. A clicker sends PageDown, PageUp and, for dark, a full stop. */
export const KEYS: readonly [keys: readonly string[], does: string][] = [
  [['→', 'PageDown', 'Space'], 'next'],
  [['←', 'PageUp'], 'the one before'],
  [['Enter'], 'press what this step asks for'],
  [['0'], 'the question'],
  [['1', '…', '9'], 'skip there; the steps before are done on the way, as far as they can be'],
  [['B', '.'], 'dark, and light again'],
  [['V'], 'another pane: shop, cookie, store, Mallory, switches'],
  [['↑', '↓'], 'the line of the wire before, and after'],
  [['N'], 'the lecturer’s window'],
  [['Alt+0'], 'the bench back to its start'],
  [['Esc'], 'leave'],
];

/** What a key asks for; null for all others. */
export function commandOf(
  { key, shiftKey, isWithModifier, isOnControl }: Pressed,
  slides: readonly Slide[],
  at: number,
): Command | null {
  if (isWithModifier) return null;
  const to = (slide: Slide | null | undefined, isSkip = false): Command | null =>
    slide ? { kind: 'slide', number: slide.number, isSkip } : null;
  if (/^\d$/.test(key))
    return to(
      slides.find(({ number }) => number === Number(key)),
      true,
    );
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
      return to(slideFrom(slides, at, 1));
    case 'ArrowLeft':
    case 'PageUp':
      return to(slideFrom(slides, at, -1));
    case ' ':
      return isOnControl ? null : to(slideFrom(slides, at, shiftKey ? -1 : 1));
    case 'Enter':
      return isOnControl ? null : { kind: 'press' };
    case 'ArrowUp':
      return { kind: 'line', by: -1 };
    case 'ArrowDown':
      return { kind: 'line', by: 1 };
    case 'Home':
      return to(slides[0]);
    case 'End':
      return to(slides.at(-1));
    case 'b':
    case 'B':
    case '.':
      return { kind: 'blank' };
    case 'v':
    case 'V':
      return { kind: 'pane' };
    case 'n':
    case 'N':
      return { kind: 'notes' };
    case 'Escape':
      return { kind: 'leave' };
    default:
      return null;
  }
}
