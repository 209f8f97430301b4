const MINUTES = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

/** Making a format takes longer than drawing all that stands around it, and there are few of them. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(day: boolean, language: string, timeZone?: string): Intl.DateTimeFormat {
  const key = `${day} ${language} ${timeZone}`;
  const known = formats.get(key);
  if (known) return known;
  const parts = { ...(day ? ({ dateStyle: 'long' } as const) : MINUTES), timeZone };
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, parts);
  formats.set(key, format);
  return format;
}

/** A date, or a date and time to the minute, as the language writes it; a named time zone is named. */
export function writtenTime(at: Date, day: boolean, language: string, timeZone?: string): string {
  const text = formatFor(day, language, timeZone).format(at);
  return timeZone && !day ? `${text} ${timeZone}` : text;
}
