import type { PolicyChanges } from '@/lib/shop/policy';
import { duration } from '@/lib/wire/duration';
import { switches } from './switches';

/** The switches that a change throws, as fields of a policy form: "cookie.httpOnly", "true". */
export function fieldsOf({ cookie = {}, ...others }: PolicyChanges): Record<string, string> {
  const all = [...Object.entries(others), ...Object.entries(cookie).map(([name, value]) => [`cookie.${name}`, value])];
  return Object.fromEntries(
    all.map(([name, value]) => [name, Array.isArray(value) ? value.join('\n') : String(value ?? '')]),
  );
}

/** A change of switches in a few words: "HttpOnly: yes", "mechanism: server". */
export function changeInWords(change: PolicyChanges): string {
  return Object.entries(fieldsOf(change))
    .map(([name, value]) => `${labelOf(name)}: ${valueInWords(name, value)}`)
    .join(', ');
}

const labelOf = (name: string) =>
  (switches.find((one) => one.name === name)?.label ?? name).replace(/, in seconds$/, '');

function valueInWords(name: string, value: string): string {
  const control = switches.find((one) => one.name === name)?.control;
  if (control?.kind === 'choice') return control.options.find((option) => option.value === value)?.label ?? value;
  if (value === '') return 'none';
  return control?.kind === 'seconds' ? duration(Number(value)) : value;
}
