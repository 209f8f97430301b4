import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { messages } from '@/app/_ui/messages';
import { returnedForm } from '@/app/_ui/returned-form';
import { CurrentPassword } from '../current-password';

/** The three forms of the profile page. */

export async function DisplayNameForm({ displayName }: { displayName: string }) {
  const { profile } = await messages();
  const form = await returnedForm('display-name');
  return (
    <form action="/profile" method="post" className="form">
      <input type="hidden" name="change" value="display-name" />
      <Field
        name="displayName"
        label={profile.displayName}
        hint={profile.displayNameHint}
        error={form.error('displayName')}
        value={form.typed('displayName') ?? displayName}
        autoFocus={form.startsIn('displayName')}
        autoComplete="nickname"
        required
      />
      <Button>{profile.displayNameButton}</Button>
    </form>
  );
}

export async function PasswordForm({ username }: { username: string }) {
  const { profile } = await messages();
  const form = await returnedForm('password', 'password');
  return (
    <form action="/profile" method="post" className="form">
      {form.summary}
      <input type="hidden" name="change" value="password" />
      {/* So that a password manager knows whose password this is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={username} hidden readOnly />
      <CurrentPassword id="current-password" form={form} label={profile.currentPassword} />
      <Field
        name="newPassword"
        type="password"
        label={profile.newPassword}
        error={form.error('newPassword')}
        autoFocus={form.startsIn('newPassword')}
        autoComplete="new-password"
        required
      />
      <Button>{profile.passwordButton}</Button>
    </form>
  );
}

export async function DeletionForm() {
  const { profile } = await messages();
  const form = await returnedForm('delete', 'password');
  const returned = form.summary !== null || form.error('password') !== undefined;
  return (
    <details className="deletion" open={returned}>
      <summary>{profile.deleteOpen}</summary>
      <form action="/profile" method="post" className="form">
        {form.summary}
        <p>{profile.deleteText}</p>
        <input type="hidden" name="change" value="delete" />
        <CurrentPassword id="deletion-password" form={form} label={profile.currentPassword} />
        <Button>{profile.deleteButton}</Button>
      </form>
    </details>
  );
}
