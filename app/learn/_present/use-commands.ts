'use client';

import { useEffect, useRef } from 'react';
import { type Slide, slideNumbered } from '@/lib/course/slides';
import type { Exchange } from '@/lib/wire/exchange';
import { type Command, commandOf } from './keys';
import { useKeys } from './use-keys';
import type { TogetherWalk } from './use-walk';
import type { Pane } from './walk';

type CommandsOptions = Pick<TogetherWalk, 'walk' | 'change'> & {
  slug: string;
  slides: Slide[];
  exchanges: Exchange[];
  panes: Pane[];
  /** Presses what the step asks for. */
  onPress: () => void;
  /** Skips to a step (from 0): what comes before is to be done on the way. */
  onSkip: (step: number) => void;
  /** Where Escape leads; null where it leads nowhere. */
  leave: string | null;
  /** This window's own address, but for the slide's number at its end. */
  address: string;
};

/** Obeys the keys and the links to slides; and keeps the slide in the address, so that a reload stays where it was. */
export function useCommands(options: CommandsOptions): { obey: (command: Command) => void } {
  const { slug, walk, change, slides, exchanges, panes, onPress, onSkip, leave, address } = options;

  function obey(command: Command) {
    switch (command.kind) {
      case 'slide': {
        const slide = slideNumbered(slides, command.number);
        // First, so that the step is not begun at before what comes before it is done.
        if (command.isSkip && slide.kind === 'step') onSkip(slide.step);
        return change({ slide: command.number, line: null, blank: false });
      }
      case 'line': {
        const at = exchanges.findIndex(({ n }) => n === walk.line);
        const from = at === -1 ? exchanges.length - 1 : at;
        return change({ line: exchanges[from + command.by]?.n ?? exchanges[from]?.n ?? null });
      }
      case 'pane':
        return change({ pane: panes[(panes.indexOf(walk.pane) + 1) % panes.length] ?? 'shop' });
      case 'blank':
        return change({ blank: !walk.blank });
      case 'press':
        return onPress();
      case 'notes':
        // Without a step: it asks this one where it is.
        window.open(`/learn/${slug}/notes`, `notes-${slug}`, 'popup,width=1200,height=860');
        return;
      case 'leave':
        if (leave !== null) location.assign(leave);
    }
  }

  useKeys((pressed) => {
    const command = commandOf(pressed, slides, walk.slide);
    if (command) obey(command);
    return command !== null;
  });

  const latest = useRef(obey);
  useEffect(() => {
    latest.current = obey;
  });
  useEffect(() => {
    const click = (event: MouseEvent) => {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[data-command]') : null;
      if (!link) return;
      event.preventDefault();
      const { command, number } = link.dataset;
      if (command === 'notes') latest.current({ kind: 'notes' });
      else latest.current({ kind: 'slide', number: Number(number), isSkip: command === 'skip' });
    };
    document.addEventListener('click', click);
    return () => document.removeEventListener('click', click);
  }, []);

  useEffect(() => {
    history.replaceState(null, '', address + walk.slide);
  }, [address, walk.slide]);

  return { obey };
}
