const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A length of time as it is said: "60 s", "15 min", "1 d 2 h". Two minutes and less stay seconds, to be compared. */
export function duration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  if (rest < 120) return `${rest} s`;
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}
