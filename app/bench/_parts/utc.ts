/** The time of day of a bench's clock, as "09:43:52"; by UTC, which server and browser write alike. */
export function timeOfDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(11, 19);
}

/** A moment as "22 Nov 2026, 09:43". */
export function dateAndTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  return `${day}, ${date.toISOString().slice(11, 16)}`;
}
