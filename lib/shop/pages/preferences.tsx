/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { BACKGROUNDS, FONT_SIZES, LANGUAGES, THEMES } from '../state';
import type { Visit } from '../visit';
import { Form, Layout } from './layout';

const LANGUAGE_NAMES = { en: 'English', de: 'Deutsch', hi: 'हिन्दी' };

export function Preferences({ visit }: { visit: Visit }) {
  const { state, words } = visit;
  return (
    <Layout visit={visit} title={words.preferences} at="/preferences">
      <h1>{words.preferences}</h1>
      <Form visit={visit} to="/preferences" class="fields">
        <Choice label="Theme" name="theme" options={THEMES} chosen={state.theme ?? 'light'} />
        <Choice label="Font size" name="font_size" options={FONT_SIZES} chosen={state.font_size ?? 'medium'} />
        <Choice label="Background" name="background" options={BACKGROUNDS} chosen={state.background ?? 'cream'} />
        <label>
          Language
          <select name="language">
            {LANGUAGES.map((language) => (
              <option value={language} lang={language} selected={language === (state.language ?? 'en')}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">{words.save}</button>
      </Form>
    </Layout>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  options: readonly string[];
  chosen: string;
}

function Choice({ label, name, options, chosen }: ChoiceProps) {
  return (
    <label>
      {label}
      <select name={name}>
        {options.map((option) => (
          <option selected={option === chosen}>{option}</option>
        ))}
      </select>
    </label>
  );
}
