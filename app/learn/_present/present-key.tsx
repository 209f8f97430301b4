'use client';

import { useKeys } from './use-keys';

/** The way from a chapter into its walkthrough: a link, and the key P. */
export function PresentKey({ slug }: { slug: string }) {
  return (
    <p>
      <PresentLink slug={slug} />, for a projector (<kbd>P</kbd>).
    </p>
  );
}

export function PresentLink({ slug }: { slug: string }) {
  const address = `/learn/${slug}?present`;
  useKeys(({ key, isWithModifier }) => {
    if (isWithModifier || key.toLowerCase() !== 'p') return false;
    location.assign(address);
    return true;
  });
  return <a href={address}>Present this chapter</a>;
}
