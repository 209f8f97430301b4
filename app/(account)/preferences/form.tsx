import { Button } from '@/app/_ui/button';
import { Choices } from '@/app/_ui/choices';
import { catalogues, messages } from '@/app/_ui/messages';
import { returnedForm } from '@/app/_ui/returned-form';
import { SizeSample, ThemeSample } from '@/app/_ui/samples';
import { FONT_SIZES, LANGUAGES, THEMES } from '@/lib/account/preferences';
import { currentPreferences } from '@/lib/account/visitor';

export async function PreferencesForm() {
  const { preferences: texts } = await messages();
  const preferences = await currentPreferences();
  const form = await returnedForm();
  return (
    <form action="/preferences" method="post" className="form">
      <Choices
        name="theme"
        legend={texts.theme}
        error={form.error('theme')}
        value={preferences.theme}
        options={THEMES.map((value) => ({
          value,
          label: texts.themes[value],
          sample: <ThemeSample theme={value} />,
        }))}
      />
      <Choices
        name="fontSize"
        legend={texts.fontSize}
        error={form.error('fontSize')}
        value={preferences.fontSize}
        options={FONT_SIZES.map((value) => ({
          value,
          label: texts.fontSizes[value],
          sample: <SizeSample size={value} />,
        }))}
      />
      <Choices
        name="language"
        legend={texts.language}
        error={form.error('language')}
        value={preferences.language}
        options={LANGUAGES.map((value) => ({ value, label: catalogues[value].languageName, lang: value }))}
      />
      <Button main>{texts.button}</Button>
    </form>
  );
}
