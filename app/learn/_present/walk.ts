/** What one window shows beside the slide. */
export const PANES = ['shop', 'jar', 'store', 'mallory', 'switches'] as const;
export type Pane = (typeof PANES)[number];

/** Where a walkthrough stands: the same in every window of this browser. */
export interface Walk {
  /** The slide's number. */
  slide: number;
  /** The projector is dark. */
  blank: boolean;
  pane: Pane;
  /** The exchange that is shown; null for the one that the slide is about. */
  line: number | null;
  /** When it began: milliseconds since 1970. */
  began: number;
}

/** The projector's window, where the shop is; or the lecturer's. */
export type Role = 'stage' | 'notes';

/** What only the window with the shop can do: its frame and its jar are there. */
export type Order =
  /** Press what is to be pressed at this step. */
  | { kind: 'press' }
  /** Do what comes before a step (from 0). */
  | { kind: 'catch-up'; step: number }
  /** Send a form of the chapter's, or of the bench's. */
  | { kind: 'send'; fields: Record<string, string> };

/** What the windows tell each other. */
export type Message =
  /** A window has opened; `slide` where its address says one, which then holds for all. */
  | { kind: 'opened'; role: Role; slide: number | null }
  | { kind: 'walk'; role: Role; walk: Walk }
  | { kind: 'order'; order: Order }
  /** Something was done in the chapter: read it anew. */
  | { kind: 'done' }
  /** Why the stage's last order was refused. */
  | { kind: 'refused'; problem: string | null };
