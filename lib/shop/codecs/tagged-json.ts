/**
 * JSON as Flask writes it into sessions (flask/json/tag.py: TaggedJSONSerializer). What JSON does not know becomes an
 * object with one tag for a key, `{" d": "Fri, 02 Jan 2026 03:04:05 GMT"}`. Python's tuple is an array here, its Markup
 * and UUID are strings.
 */
const readers = new Map<string, (value: unknown) => unknown>([
  [' t', tuple],
  [' b', (value) => new Uint8Array(Buffer.from(text(value), 'base64'))],
  [' m', text],
  [' u', uuid],
  [' d', date],
  [' di', untagged],
]);

/** Compact, in ASCII and with sorted keys, as an app of Flask does. */
export function writeTaggedJson(value: unknown): string {
  return write(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** @returns undefined where it is no JSON, or a tag does not fit what it is on */
export function readTaggedJson(json: string): unknown {
  try {
    return JSON.parse(json, (_key, value) => untag(value));
  } catch {
    // Nesting too deep for the stack ends here as well.
    return undefined;
  }
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value instanceof Uint8Array) return writeObject([[' b', Buffer.from(value).toString('base64')]]);
  if (value instanceof Date) return writeObject([[' d', value.toUTCString()]]);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const [only, ...others] = entries;
  const looksTagged = only !== undefined && others.length === 0 && readers.has(only[0]);
  return looksTagged ? writeObject([[' di', { [`${only[0]}__`]: only[1] }]]) : writeObject(entries);
}

function writeObject(entries: [string, unknown][]): string {
  // Python sorts by code points, as their UTF-8 does.
  const sorted = entries.toSorted(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return `{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`).join(',')}}`;
}

function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const [name, ...others] = Object.keys(value);
  const reader = name !== undefined && others.length === 0 ? readers.get(name) : undefined;
  return reader && name !== undefined ? reader((value as Record<string, unknown>)[name]) : value;
}

/** @throws {TypeError} where a tag does not fit what it is on */
function demand(fits: boolean): asserts fits {
  if (!fits) throw new TypeError('A tag does not fit its value.');
}

function tuple(value: unknown): unknown[] {
  demand(Array.isArray(value));
  return value;
}

function text(value: unknown): string {
  demand(typeof value === 'string');
  return value;
}

function uuid(value: unknown): string {
  const digits = text(value).toLowerCase();
  demand(/^[0-9a-f]{32}$/.test(digits));
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function date(value: unknown): Date | null {
  const read = new Date(text(value));
  return Number.isNaN(read.getTime()) ? null : read;
}

/** An object of the session's own that looked tagged: its key was given two underscores. */
function untagged(value: unknown): unknown {
  demand(typeof value === 'object' && value !== null);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.slice(0, -2), member]));
}
