import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const read = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/**
 * A typeface from its npm package, for a host that serves nothing of the site's build; read once.
 * @param file such as `fraunces/files/fraunces-latin-soft-normal.woff2`
 */
export function fontFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = read.get(file) ?? readFile(join(process.cwd(), FOLDER, file)).then((bytes) => new Uint8Array(bytes));
  read.set(file, known);
  return known;
}

const FOLDER = 'node_modules/@fontsource-variable';
