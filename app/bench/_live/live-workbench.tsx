'use client';

import { useState } from 'react';
import { Refusal } from '@/app/_ui/notice';
import type { AttackName } from '@/lib/attacks/names';
import type { SessionPolicy } from '@/lib/shop/policy';
import { MalloryPane } from '../_parts/mallory-pane';
import { Workbench, type WorkbenchProps } from '../_parts/workbench';
import type { AttackStates, OfferedAttack } from '../attack-state';
import { useAttacks } from './use-attacks';
import { useBench } from './use-bench';
import { useStartKey } from './use-start-key';

type LiveWorkbenchProps = Omit<WorkbenchProps, 'onAction' | 'refusal' | 'before' | 'mallory'> & {
  /** Why the form that led here was refused. */
  problem?: string;
  /** The frame begins with an empty jar: the bench has just been put back to its start. */
  isStart: boolean;
  attacks: OfferedAttack[];
  /** What came of the attack whose form led here. */
  attackStates: AttackStates;
};

/** The workbench, kept up to date by the wire, its forms answered without leaving the page. */
export function LiveWorkbench({
  view: drawn,
  exchanges: known,
  problem: first,
  isStart,
  ...props
}: LiveWorkbenchProps) {
  const { attacks: offered, attackStates, ...rest } = props;
  const {
    view,
    exchanges,
    problem,
    happened,
    reloads,
    isStart: isNewStart,
    act,
  } = useBench(drawn, known, first ?? null);
  const { attacks, states, latest, run } = useAttacks(view.id, view.policy, { attacks: offered, states: attackStates });
  const [before, setBefore] = useState<{ policy: SessionPolicy; after: number }>();
  // What will differ is said until the visitor has done something with it: the first request is the frame's own.
  const isFresh = before !== undefined && exchanges.filter(({ n }) => n > before.after).length <= 1;
  useStartKey(() => {
    setBefore(undefined);
    act({ do: 'start-over' });
  });
  const onAction = (fields: Record<string, string>) => {
    if (fields.do === 'attack') return run(fields.attack as AttackName);
    if (fields.do === 'policy') setBefore({ policy: view.policy, after: exchanges.at(-1)?.n ?? 0 });
    if (fields.do === 'start-over') setBefore(undefined);
    act(fields);
  };
  return (
    <Workbench
      {...rest}
      view={view}
      exchanges={exchanges}
      before={isFresh ? before.policy : undefined}
      happened={happened && happened.by !== 'mallory' ? happened.sentence : undefined}
      reloads={reloads}
      isStart={reloads === 0 ? isStart : isNewStart}
      refusal={problem && <Refusal title={problem} />}
      onAction={onAction}
      mallory={
        <MalloryPane
          view={view}
          exchanges={exchanges}
          attacks={attacks}
          states={states}
          latest={latest}
          said={happened?.by === 'mallory' ? happened.sentence : undefined}
        />
      }
    />
  );
}
