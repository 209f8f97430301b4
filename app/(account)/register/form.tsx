import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { messages } from '@/app/_ui/messages';
import { returnedForm } from '@/app/_ui/returned-form';
import { env } from '@/lib/env';

export async function RegistrationForm({ next }: { next: string }) {
  const { register } = await messages();
  const form = await returnedForm(undefined, 'username');
  return (
    <form action="/register" method="post" className="form">
      {form.summary}
      <input type="hidden" name="next" value={form.typed('next') ?? next} />
      <Field
        name="username"
        label={register.username}
        hint={register.usernameHint}
        error={form.error('username')}
        value={form.typed('username') ?? ''}
        autoFocus={form.startsIn('username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        name="password"
        type="password"
        label={register.password}
        hint={register.passwordHint(env().PASSWORD_MIN_LENGTH)}
        error={form.error('password')}
        autoFocus={form.startsIn('password')}
        autoComplete="new-password"
        required
      />
      <Button main>{register.button}</Button>
    </form>
  );
}
