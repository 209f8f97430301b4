import { z } from 'zod';

export const THEMES = ['system', 'light', 'dark', 'sepia', 'contrast'] as const;
export const FONT_SIZES = ['small', 'medium', 'large', 'x-large'] as const;
export const LANGUAGES = ['en', 'hi'] as const;

export const preferencesSchema = z.object({
  theme: z.enum(THEMES, { error: 'theme' }),
  fontSize: z.enum(FONT_SIZES, { error: 'fontSize' }),
  language: z.enum(LANGUAGES, { error: 'language' }),
});

/** How a visitor wants the site to look and speak. */
export type Preferences = z.infer<typeof preferencesSchema>;
export type Language = Preferences['language'];

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', fontSize: 'medium', language: 'en' };

export function arePreferencesStandard({ theme, fontSize, language }: Preferences): boolean {
  const standard = DEFAULT_PREFERENCES;
  return theme === standard.theme && fontSize === standard.fontSize && language === standard.language;
}
