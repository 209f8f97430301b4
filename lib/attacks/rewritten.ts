import type { Ticket } from './lab-client';

/**
 * With "plain" the cookie is a form's text, and every field of it is anybody's to write, or to leave out.
 * @param changes null for a field that is to go
 */
export function rewritten(ticket: Ticket, changes: Record<string, string | null>): Ticket {
  const fields = new URLSearchParams(ticket);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) fields.delete(name);
    else fields.set(name, value);
  }
  return fields.toString();
}

/** The same as if it had been written this very moment. @param now milliseconds since 1970 by the bench's clock */
export function writtenAnew(ticket: Ticket, now: number): Ticket {
  const seconds = String(Math.floor(now / 1000));
  return rewritten(ticket, { since: seconds, seen: seconds });
}
