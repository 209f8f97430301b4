'use client';

import { createContext, type ReactNode, type SubmitEvent, useContext } from 'react';

/** What can be asked of a bench; its own fields stand beside it in the form. */
export type ActionName =
  | 'policy'
  | 'clock'
  | 'fault'
  | 'start-over'
  | 'mallory'
  | 'attack'
  | 'press'
  | 'hint'
  | 'measure';

/** The fields of a form as they were sent, `do` among them. */
export type ActionFields = Record<string, string>;

interface ActionWay {
  /** The bench's page, which takes the form where no script runs. */
  address: string;
  /** Takes the form's fields instead of the page, where script runs. */
  onAction?: ((fields: ActionFields) => void) | undefined;
}

const Way = createContext<ActionWay>({ address: '' });

/** Where the forms inside are sent. */
export function Actions({ children, ...way }: ActionWay & { children: ReactNode }) {
  return <Way value={way}>{children}</Way>;
}

type ActionFormProps = {
  does: ActionName;
  /** Hidden fields. */
  fields?: ActionFields;
  className?: string;
  label?: string;
  children: ReactNode;
};

/** A real form that posts to the bench's page; where script runs, its fields go the short way. */
export function ActionForm({ does, fields = {}, className, label, children }: ActionFormProps) {
  const { address, onAction } = useContext(Way);
  function submit(event: SubmitEvent<HTMLFormElement>) {
    if (!onAction) return;
    event.preventDefault();
    const sent = new FormData(event.currentTarget, event.nativeEvent.submitter);
    onAction(Object.fromEntries([...sent].map(([name, value]) => [name, String(value)])));
  }
  return (
    <form method="post" action={address} className={className} aria-label={label} onSubmit={submit}>
      <input type="hidden" name="do" value={does} />
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
