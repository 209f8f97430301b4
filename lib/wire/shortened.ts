/** A value with its middle left out, so that both ends can be recognised: "gZCG…0eeg". */
export function shortened(value: string, start = 4, end = 4): string {
  return value.length <= start + end + 1 ? value : `${value.slice(0, start)}…${value.slice(-end)}`;
}
