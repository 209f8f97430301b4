import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'node_modules/@fontsource-variable/fraunces/files/fraunces-latin-soft-normal.woff2';

let font: Promise<Uint8Array<ArrayBuffer>> | undefined;

/** The shop's typeface, from its npm package: the shop's host serves nothing of the site's build. */
export function shopFont(): Promise<Uint8Array<ArrayBuffer>> {
  font ??= readFile(join(process.cwd(), FILE)).then((bytes) => new Uint8Array(bytes));
  return font;
}
