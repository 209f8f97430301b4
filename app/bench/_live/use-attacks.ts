import { useCallback, useEffect, useRef, useState } from 'react';
import type { AttackName } from '@/lib/attacks/names';
import type { SessionPolicy } from '@/lib/shop/policy';
import { type AttackState, type AttackStates, type OfferedAttack, ranAttack } from '../attack-state';

export interface LiveAttacks {
  attacks: OfferedAttack[];
  states: AttackStates;
  /** The one that was begun last. */
  latest: AttackName | null;
  run(name: AttackName): void;
}

/** The attacks as they stand under the bench's policy, and what has come of those that were begun on this page. */
export function useAttacks(
  id: string,
  policy: SessionPolicy,
  drawn: { attacks: OfferedAttack[]; states: AttackStates },
): LiveAttacks {
  const [attacks, setAttacks] = useState(drawn.attacks);
  const [states, setStates] = useState(drawn.states);
  const [latest, setLatest] = useState<AttackName | null>(null);
  const asked = useRef(policy);

  useEffect(() => {
    if (asked.current === policy) return;
    asked.current = policy;
    const gone = new AbortController();
    setStates({});
    setLatest(null);
    fetch(`/api/benches/${id}/attacks`, { signal: gone.signal })
      .then((response) => (response.ok ? response.json() : Promise.reject()))
      .then((answer: { attacks: OfferedAttack[] }) => setAttacks(answer.attacks))
      .catch(() => undefined);
    return () => gone.abort();
  }, [id, policy]);

  const run = useCallback(
    async (name: AttackName) => {
      const note = (state: AttackState) => setStates((known) => ({ ...known, [name]: state }));
      setLatest(name);
      note({ kind: 'running' });
      const before = asked.current;
      const state = await runAttack(id, name);
      // What came of it under other switches says nothing of these.
      if (asked.current === before) note(state);
    },
    [id],
  );

  return { attacks, states, latest, run };
}

async function runAttack(id: string, name: AttackName): Promise<AttackState> {
  try {
    const response = await fetch(`/api/benches/${id}/attacks/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    const answer = await response.json();
    if (response.ok) return { kind: 'ran', result: ranAttack(answer) };
    if (answer.needs !== 'browser') return { kind: 'refused', sentence: answer.error };
    return { kind: 'needs-browser', sentence: answer.error, open: answer.open ?? null };
  } catch {
    return { kind: 'refused', sentence: 'The server does not answer. Try again in a moment.' };
  }
}
