import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { Choices } from '@/app/_ui/choices';
import { Field } from '@/app/_ui/field';
import { messages } from '@/app/_ui/messages';
import { type ReturnedForm, returnedForm } from '@/app/_ui/returned-form';
import type { User } from '@/lib/account/users';
import { CurrentPassword } from '../../current-password';

/** The changes an administrator can make to a user, each a form with the administrator's own password. */

type ChangeFormProps = { user: User; change: string; form: ReturnedForm; button: string; children?: ReactNode };

async function ChangeForm({ user, change, form, button, children }: ChangeFormProps) {
  const { admin } = await messages();
  return (
    <form action="/admin/users" method="post" className="form">
      {form.summary}
      <input type="hidden" name="change" value={change} />
      <input type="hidden" name="user" value={user.username} />
      {children}
      <CurrentPassword id={`${change}-password`} form={form} label={admin.password} hint={admin.passwordHint} />
      <Button>{button}</Button>
    </form>
  );
}

export async function RoleForm({ user }: { user: User }) {
  const { admin, profile } = await messages();
  const form = await returnedForm('role', 'password');
  return (
    <ChangeForm user={user} change="role" form={form} button={admin.roleButton}>
      <Choices
        name="role"
        legend={admin.role}
        error={form.error('role')}
        value={form.typed('role') ?? user.role}
        options={Object.entries(profile.roles).map(([value, label]) => ({ value, label }))}
      />
    </ChangeForm>
  );
}

export async function BanForm({ user }: { user: User }) {
  const { admin } = await messages();
  const form = await returnedForm('ban', 'password');
  return (
    <ChangeForm user={user} change="ban" form={form} button={admin.banButton}>
      <Field
        name="reason"
        label={admin.banReason}
        hint={admin.banReasonHint}
        error={form.error('reason')}
        value={form.typed('reason') ?? ''}
        autoFocus={form.startsIn('reason')}
        autoComplete="off"
        required
      />
    </ChangeForm>
  );
}

export async function UnbanForm({ user }: { user: User }) {
  const { admin } = await messages();
  const form = await returnedForm('unban', 'password');
  return <ChangeForm user={user} change="unban" form={form} button={admin.unbanButton} />;
}

export async function EndSessionsForm({ user }: { user: User }) {
  const { admin } = await messages();
  const form = await returnedForm('end-sessions', 'password');
  return <ChangeForm user={user} change="end-sessions" form={form} button={admin.endButton} />;
}
