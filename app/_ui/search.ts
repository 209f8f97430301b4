/** What stands behind the question mark of a page's address. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One value: the first where a name comes several times, nothing where it does not come. */
export function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** A whole number; undefined where the value is none. */
export function numberOf(value: string | string[] | undefined): number | undefined {
  return /^\d{1,9}$/.test(first(value)) ? Number(first(value)) : undefined;
}
