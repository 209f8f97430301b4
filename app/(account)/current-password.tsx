import { Field } from '@/app/_ui/field';
import type { ReturnedForm } from '@/app/_ui/returned-form';

/** The field of a sensitive change: the password once more. Several of them share a page, so each has an id of its own. */
export function CurrentPassword(props: { id: string; form: ReturnedForm; label: string; hint?: string }) {
  const { id, form, label, hint } = props;
  return (
    <Field
      id={id}
      name="password"
      type="password"
      label={label}
      hint={hint}
      error={form.error('password')}
      autoFocus={form.startsIn('password')}
      autoComplete="current-password"
      required
    />
  );
}
