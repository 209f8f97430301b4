import { Children, isValidElement, type ReactNode } from 'react';
import { Actor, type ActorName } from '@/app/_ui/glyphs';
import { PARTS } from '../_parts/prose';
import { prose } from '../generated/prose';

const Explanation = ({ children }: { children?: ReactNode }) => children;
const itself = Explanation;
const nothing = () => null;

function ActorWord({ name, children }: { name: ActorName; children: ReactNode }) {
  return <Actor name={name}>{children}</Actor>;
}

/**
 * The paragraphs of a chapter's explanation, each by itself: a projector shows one at a time. Words of the glossary are
 * no links there, since a click beside the next key must not lead out of the walkthrough.
 */
export function explanationOf(slug: string): ReactNode[] {
  const Prose = prose[slug];
  if (!Prose) throw new Error(`There is no prose for the chapter ${slug}.`);
  const parts = Object.fromEntries(PARTS.map((name) => [name, name === 'Explanation' ? Explanation : nothing]));
  // What MDX compiles to is a function that returns the whole tree of elements, before any is drawn.
  const tree: ReactNode = Prose({ components: { ...parts, Term: itself, Actor: ActorWord } });
  return childrenOf(tree)
    .filter((child) => isValidElement(child) && child.type === Explanation)
    .flatMap(childrenOf)
    .filter((child) => isValidElement(child));
}

function childrenOf(node: ReactNode): ReactNode[] {
  return isValidElement<{ children?: ReactNode }>(node) ? Children.toArray(node.props.children) : [];
}
