import 'server-only';
import type { Language } from '@/lib/account/preferences';
import { currentPreferences } from '@/lib/account/visitor';
import { en, type Messages } from './en';
import { hi } from './hi';

export type { Messages } from './en';

export const catalogues: Record<Language, Messages> = { en, hi };

/** The sentences in the visitor's language. */
export async function messages(): Promise<Messages> {
  return catalogues[(await currentPreferences()).language];
}
