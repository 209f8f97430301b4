import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import { ActionForm } from './action-form';

type FaultProps = { fault: string; fields?: Record<string, string>; disabled?: boolean; children: ReactNode };

/** One thing to do to the server, as a button. */
export function Fault({ fault, fields, disabled = false, children }: FaultProps) {
  return (
    <ActionForm does="fault" fields={{ fault, ...fields }}>
      <Button disabled={disabled}>{children}</Button>
    </ActionForm>
  );
}
