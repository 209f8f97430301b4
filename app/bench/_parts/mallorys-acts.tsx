import { Button } from '@/app/_ui/button';
import { MALLORY_REQUESTS } from '@/lib/bench/mallory-requests';
import type { MalloryView } from '@/lib/bench/view';
import { ActionForm } from './action-form';

type MallorysActsProps = {
  mallory: MalloryView;
  /** What the session of the visitor's own browser hangs on. */
  theirs: string | null;
};

/** What a visitor can do as Mallory: each is a form of the bench's page. */
export function MallorysActs({ mallory, theirs }: MallorysActsProps) {
  const { carriesId, sessionCookie } = mallory;
  const value = carriesId ? 'Id in the address' : `Value of ${sessionCookie}`;
  return (
    <>
      <ActionForm does="mallory" fields={{ act: 'send' }} className="inline-field" label="A request as Mallory">
        <label className="off" htmlFor="mallory-request">
          Which request
        </label>
        <div className="select">
          <select className="input" id="mallory-request" name="request" defaultValue="GET /profile">
            {MALLORY_REQUESTS.map((request) => (
              <option key={request}>{request}</option>
            ))}
          </select>
        </div>
        <Button>Send a request as her</Button>
      </ActionForm>
      <div className="row tight">
        {carriesId && theirs !== null && (
          <ActionForm does="mallory" fields={{ act: 'take', value: theirs }}>
            <Button>Copy your browser’s id to her</Button>
          </ActionForm>
        )}
        <ActionForm does="mallory" fields={{ act: 'log-in' }}>
          <Button>Log in as mallory</Button>
        </ActionForm>
        <ActionForm does="mallory" fields={{ act: 'empty' }}>
          <Button>Empty her jar</Button>
        </ActionForm>
      </div>
      <details className="fold">
        <summary>Type what she holds</summary>
        <ActionForm does="mallory" fields={{ act: 'take' }} className="form edit">
          <div className="field">
            <label htmlFor="mallory-value">{value}, as she would send it</label>
            <textarea className="input mono" id="mallory-value" name="value" rows={3} spellCheck={false} required />
          </div>
          <Button>Put it into her jar</Button>
        </ActionForm>
      </details>
      <details className="fold">
        <summary>Change the e-mail address as her</summary>
        <ActionForm does="mallory" fields={{ act: 'change-email' }} className="form edit">
          <div className="field">
            <label htmlFor="mallory-email">The new address</label>
            <input
              className="input"
              id="mallory-email"
              name="email"
              type="email"
              maxLength={200}
              defaultValue="mallory@evil.example"
              autoComplete="off"
              required
            />
          </div>
          <Button>Send the form as her</Button>
        </ActionForm>
      </details>
    </>
  );
}
