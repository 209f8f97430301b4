'use client';

import { Button } from '@/app/_ui/button';
import { JarForm } from '@/app/bench/_parts/jar-form';
import { useScript } from '@/app/bench/_parts/use-script';
import { useNow } from '../_live/live-chapter';
import type { NextView } from '../view';

/**
 * A change of the jar, answered on the shop's own host. Where script runs, the answer goes into the frame and the page
 * stays; without script the browser comes back to the page, which is then drawn anew.
 */
export function EditForm({ edit, main = true }: { edit: NonNullable<NextView['edit']>; main?: boolean }) {
  const { bench, address } = useNow();
  const hasScript = useScript();
  if (!bench) return null;
  return (
    <JarForm
      shopUrl={bench.url}
      returnTo={hasScript ? '' : `${address}#do`}
      target={hasScript ? 'shop' : undefined}
      name={edit.name}
      fields={edit.value === null ? { value: '', delete: '1' } : { value: edit.value }}
    >
      <Button main={main}>{edit.label}</Button>
    </JarForm>
  );
}
