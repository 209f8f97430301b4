/** The source that each page shows of itself, in the order of reading. A path that does not exist fails the build. */
export const sources = {
  style: ['app/_ui/listings/files.ts', 'app/_ui/field.tsx', 'app/_ui/styles/tokens.css', 'scripts/listings.ts'],
} as const satisfies Record<string, readonly string[]>;

export type PageWithSource = keyof typeof sources;
