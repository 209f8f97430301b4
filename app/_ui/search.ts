/** What stands behind the question mark of a page's address. */
export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One value: the first where a name comes several times, nothing where it does not come. */
export function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? '';
}
