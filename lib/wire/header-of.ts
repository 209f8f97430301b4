import type { HeaderLine } from './exchange';

/** The value of the first header of this name, whatever its case. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | undefined {
  return headersOf(headers, name)[0];
}

/** The values of every header of this name, in order. */
export function headersOf(headers: readonly HeaderLine[], name: string): string[] {
  return headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
}
