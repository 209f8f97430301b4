'use client';

import { useState } from 'react';
import { Refusal } from '@/app/_ui/notice';
import type { SessionPolicy } from '@/lib/shop/policy';
import { Workbench, type WorkbenchProps } from '../_parts/workbench';
import { useBench } from './use-bench';
import { useStartKey } from './use-start-key';

type LiveWorkbenchProps = Omit<WorkbenchProps, 'onAction' | 'refusal' | 'before'> & {
  /** Why the form that led here was refused. */
  problem?: string;
  /** The frame begins with an empty jar: the bench has just been put back to its start. */
  isStart: boolean;
};

/** The workbench, kept up to date by the wire, its forms answered without leaving the page. */
export function LiveWorkbench({ view: drawn, exchanges: known, problem: first, isStart, ...rest }: LiveWorkbenchProps) {
  const { view, exchanges, problem, starts, act } = useBench(drawn, known, first ?? null);
  const [before, setBefore] = useState<SessionPolicy>();
  useStartKey(() => {
    setBefore(undefined);
    act({ do: 'start-over' });
  });
  const onAction = (fields: Record<string, string>) => {
    if (fields.do === 'policy') setBefore(view.policy);
    if (fields.do === 'start-over') setBefore(undefined);
    act(fields);
  };
  return (
    <Workbench
      {...rest}
      view={view}
      exchanges={exchanges}
      before={before}
      starts={starts + (isStart ? 1 : 0)}
      refusal={problem && <Refusal title={problem} />}
      onAction={onAction}
    />
  );
}
