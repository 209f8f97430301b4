const MINUTES = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;

/** A date, or a date and time to the minute, as the language writes it; a named time zone is named. */
export function writtenTime(at: Date, day: boolean, language: string, timeZone?: string): string {
  const format = { ...(day ? ({ dateStyle: 'long' } as const) : MINUTES), timeZone };
  const text = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format).format(at);
  return timeZone && !day ? `${text} ${timeZone}` : text;
}
