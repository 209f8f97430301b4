import type { ReactNode } from 'react';
import { Actor, type ActorName } from '@/app/_ui/glyphs';
import { prose } from '../generated/prose';

/** The parts of a chapter's `page.mdx`; each stands between tags of its name. */
export const PARTS = ['Story', 'Aside', 'Explanation', 'InTools', 'Notes'] as const;
export type PartName = (typeof PARTS)[number];

const nothing = () => null;
const itself = ({ children }: { children?: ReactNode }) => children;

/** A word of the glossary; scripts/course-words.mjs finds them in the prose. */
function Term({ id, children }: { id: string; children: ReactNode }) {
  return (
    <a className="term" href={`/learn/glossary#${id}`}>
      {children}
    </a>
  );
}

function ActorWord({ name, children }: { name: ActorName; children: ReactNode }) {
  return <Actor name={name}>{children}</Actor>;
}

type ProsePartProps = {
  slug: string;
  part: PartName;
  /** Of speaker notes: those of this step alone. */
  step?: number;
};

/** One part of what is written in a chapter's `page.mdx`, wherever it stands there. */
export function ProsePart({ slug, part, step }: ProsePartProps) {
  const Prose = prose[slug];
  if (!Prose) throw new Error(`There is no prose for the chapter ${slug}.`);
  const shown = part === 'Notes' && step !== undefined ? notesOf(step) : itself;
  const parts = Object.fromEntries(PARTS.map((name) => [name, name === part ? shown : nothing]));
  return <Prose components={{ ...parts, Term, Actor: ActorWord }} />;
}

const notesOf = (wanted: number) => {
  return ({ step, children }: { step?: string; children?: ReactNode }) => (Number(step) === wanted ? children : null);
};
