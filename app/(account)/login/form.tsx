import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { messages } from '@/app/_ui/messages';
import { returnedForm } from '@/app/_ui/returned-form';

export async function LoginForm({ next }: { next: string }) {
  const { login } = await messages();
  const form = await returnedForm(undefined, 'password');
  return (
    <form action="/login" method="post" className="form">
      {form.summary}
      <input type="hidden" name="next" value={form.typed('next') ?? next} />
      <Field
        name="username"
        label={login.username}
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
        label={login.password}
        error={form.error('password')}
        autoFocus={form.startsIn('password')}
        autoComplete="current-password"
        required
      />
      <Button main>{login.button}</Button>
    </form>
  );
}
