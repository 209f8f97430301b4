import { Fragment, type ReactNode } from 'react';

/** A sentence of the catalogue with words in braces, each replaced by what it stands for: the order is the language's. */
export function Sentence({ text, parts }: { text: string; parts: Record<string, ReactNode> }) {
  return text.split(/\{(\w+)\}/).map((piece, place) => {
    const key = `${place}-${piece}`;
    return <Fragment key={key}>{place % 2 === 0 ? piece : parts[piece]}</Fragment>;
  });
}
