import { Fragment } from 'react';
import { Actor, type ActorName } from '@/app/_ui/glyphs';

/** A sentence with marks in it: `{server}` is drawn as that actor, `*…*` is what matters, and backticks hold bytes. */
export function Told({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\{\w+\}|\*[^*]+\*)/);
  // biome-ignore-start lint/suspicious/noArrayIndexKey: the parts of one sentence never change places
  return parts.map((part, place) => {
    if (part.startsWith('`')) return <code key={place}>{part.slice(1, -1)}</code>;
    if (part.startsWith('*')) return <b key={place}>{part.slice(1, -1)}</b>;
    if (!part.startsWith('{')) return <Fragment key={place}>{part}</Fragment>;
    const name = part.slice(1, -1) as ActorName;
    return (
      <Actor key={place} name={name}>
        {name === 'mallory' ? 'Mallory' : name}
      </Actor>
    );
  });
  // biome-ignore-end lint/suspicious/noArrayIndexKey: see above
}
