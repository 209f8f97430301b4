import generated from './generated.json';

/** A file as scripts/listings.ts wrote it: its lines, highlighted, with every character escaped that HTML knows. */
export type HighlightedFile = { lines: number; html: string };

export const listings: Readonly<Record<string, HighlightedFile>> = generated;
