import type { Metadata } from 'next';
import { type Messages, messages } from './messages';

/** `export const generateMetadata = titled((m) => m.login.title)`: a page's title, in the visitor's language. */
export function titled(titleOf: (catalogue: Messages) => string): () => Promise<Metadata> {
  return async () => {
    const catalogue = await messages();
    return { title: `${titleOf(catalogue)}: ${catalogue.site.name}` };
  };
}
