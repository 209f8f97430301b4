/** A thing that was measured, and what the design asks of it. */
export interface Figure {
  what: string;
  figure: string;
  target: string;
  /** Whether it holds; left out where the figure only explains another one. */
  holds?: boolean;
}

/** What one measurement brings: its figures, and how they were got. */
export interface Measurement {
  how: string;
  figures: Figure[];
}

export const median = (values: number[]): number => percentile(values, 50);

/** The nearest-rank percentile; NaN of nothing. */
export function percentile(values: number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export const atLeast = (value: number, target: number, digits: number) => ({
  figure: value.toFixed(digits),
  target: `at least ${target}`,
  holds: value >= target,
});

export const atMost = (value: number, target: number, digits: number, unit: string) => ({
  figure: `${value.toFixed(digits)} ${unit}`,
  target: `at most ${target} ${unit}`,
  holds: value <= target,
});

const VERDICT = { true: 'holds', false: 'MISSED', undefined: '' };

/** The figures as a table with aligned columns, each measurement under the sentence that says how it was made. */
export function table(measurements: Measurement[]): string {
  const all = measurements.flatMap(({ figures }) => figures);
  const width = (cell: 'what' | 'figure' | 'target') => Math.max(...all.map((figure) => figure[cell].length));
  const [whatWidth, figureWidth, targetWidth] = [width('what'), width('figure'), width('target')];
  const line = ({ what, figure, target, holds }: Figure) =>
    [what.padEnd(whatWidth), figure.padStart(figureWidth), target.padEnd(targetWidth), VERDICT[`${holds}`]]
      .join('  ')
      .trimEnd();
  return measurements.map(({ how, figures }) => `${how}\n${figures.map(line).join('\n')}`).join('\n\n');
}
