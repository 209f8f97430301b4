import { Button } from '@/app/_ui/button';
import { messages } from '@/app/_ui/messages';
import { Moment } from '@/app/_ui/moment';
import { returnedForm } from '@/app/_ui/returned-form';
import { Table } from '@/app/_ui/table';
import { idleEnd, listSessions, type Session } from '@/lib/account/sessions';
import type { User } from '@/lib/account/users';
import { CurrentPassword } from '../current-password';
import { browserName } from './browser-name';

/** Every browser in which the user is logged in, with a button to end it; all share one password field. */
export async function SessionsForm({ user, current }: { user: User; current: Session }) {
  const { sessions: texts } = await messages();
  const form = await returnedForm(undefined, 'sessions-password');
  const sessions = await listSessions(user.id);
  const others = sessions.filter(({ id }) => id !== current.id);
  return (
    <form action="/sessions" method="post" className="form">
      {/* Enter in the password field presses the form's first button: this one, which does nothing. */}
      <button type="submit" disabled hidden />
      {form.summary}
      <CurrentPassword id="sessions-password" form={form} label={texts.password} hint={texts.passwordHint} />
      <Table
        caption={texts.title}
        columns={[
          { title: texts.where },
          { title: texts.loggedIn, figures: true },
          { title: texts.lastSeen, figures: true },
          { title: texts.ends, figures: true },
          { title: texts.end, actions: true },
        ]}
        rows={[current, ...others].map((session) => {
          const isCurrent = session.id === current.id;
          const where = isCurrent ? texts.thisBrowser : texts.otherBrowser(session.address);
          const endsAt = new Date(Math.min(idleEnd(session).getTime(), session.expiresAt.getTime()));
          return {
            id: session.id,
            cells: [
              <span key="where">
                {where}
                <small>
                  {browserName(session.userAgent) ?? texts.unknownDevice}, {texts.key}{' '}
                  <code>{session.tokenHash.slice(0, 8)}…</code>
                </small>
              </span>,
              <Moment key="since" at={session.createdAt} />,
              isCurrent ? texts.now : <Moment key="seen" at={session.lastSeenAt} />,
              <Moment key="ends" at={endsAt} />,
              isCurrent ? (
                <span key="end" className="quiet">
                  {texts.youAreHere}
                </span>
              ) : (
                <Button key="end" name="end" value={session.id}>
                  {texts.endButton}
                  <span className="off">{texts.endButtonOf(where)}</span>
                </Button>
              ),
            ],
          };
        })}
      />
      {others.length === 0 && <p className="quiet">{texts.onlyOne}</p>}
      <div className="row">
        {others.length > 0 && (
          <Button name="end" value="others">
            {texts.endOthers}
          </Button>
        )}
        <Button name="end" value="all">
          {texts.endAll}
        </Button>
      </div>
    </form>
  );
}
