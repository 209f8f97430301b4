'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import type { AttackName } from '@/lib/attacks/names';
import type { AttackState, AttackStates, OfferedAttack } from '../attack-state';
import { ActionForm } from './action-form';
import { AttackOutcome } from './attack-outcome';

type AttacksProps = {
  benchId: string;
  attacks: OfferedAttack[];
  states: AttackStates;
  /** The one that was begun last. */
  latest: AttackName | null;
};

/** Every attack, to be run on this very bench; one that means nothing under its policy is greyed, and says why. */
export function Attacks({ benchId, attacks, states, latest }: AttacksProps) {
  // As the page was drawn; from then on it is the reader who opens and closes it.
  const [isOpen] = useState(Object.keys(states).length > 0);
  return (
    <details className="fold" id="attacks" open={isOpen}>
      <summary>Attacks</summary>
      <p className="small">
        Each is run on this bench, with its control: look at the wire.{' '}
        <a href={`/bench/${benchId}/grid`}>All attacks at once: the grid</a>
      </p>
      <p className="off" role="status">
        {spoken(attacks.find(({ name }) => name === latest)?.title, latest ? states[latest] : undefined)}
      </p>
      <ul className="attack-list">
        {attacks.map((attack) => (
          <OneAttack key={attack.name} attack={attack} state={states[attack.name]} />
        ))}
      </ul>
    </details>
  );
}

/** For those who listen: what stands under the attack's own button. */
function spoken(title: string | undefined, state: AttackState | undefined): string {
  if (title === undefined || !state) return '';
  switch (state.kind) {
    case 'running':
      return `${title}: under way.`;
    case 'ran':
      return `${title}: the shop ${state.result.succeeded ? 'falls' : 'holds'}. ${state.result.why}`;
    case 'needs-browser':
    case 'refused':
      return `${title}: ${state.sentence}`;
  }
}

function OneAttack({ attack, state }: { attack: OfferedAttack; state: AttackState | undefined }) {
  const { name, title, tries, needed, meaningless } = attack;
  return (
    <li className="attack" id={`attack-${name}`}>
      <h3>{title}</h3>
      <p className="small">{tries}</p>
      <p className="small quiet">
        {meaningless ?? `What she needs: ${needed.charAt(0).toLowerCase()}${needed.slice(1)}`}
      </p>
      <ActionForm does="attack" fields={{ attack: name }}>
        <Button disabled={meaningless !== null}>
          Try it<span className="off">: {title}</span>
        </Button>
      </ActionForm>
      {state && <AttackOutcome state={state} />}
    </li>
  );
}
