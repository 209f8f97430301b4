import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False on the server and at the first drawing, true as soon as the page's script runs. */
export function useScript(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
