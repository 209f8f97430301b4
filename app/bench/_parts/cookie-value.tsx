import { Fragment, type ReactNode } from 'react';
import { changedSpan } from '@/lib/wire/changed-span';
import { SIGNED } from '@/lib/wire/reading';

type CookieValueProps = {
  value: string;
  /** What the shop had set: where the value is other, it is marked. */
  original?: string | undefined;
};

/** A cookie's value: of a signed one each part with its own line, and what was changed in ink reversed. */
export function CookieValue({ value, original }: CookieValueProps) {
  const [{ before, changed }] = changedSpan(value, original ?? value);
  const from = before.length;
  const until = from + changed.length;
  let at = 0;
  return partsOf(value).map(({ text, className }) => {
    const begin = at;
    at += text.length;
    const inside = (place: number) => Math.min(Math.max(place - begin, 0), text.length);
    const marked = text.slice(inside(from), inside(until));
    const content: ReactNode = marked ? (
      <>
        {text.slice(0, inside(from))}
        <mark>{marked}</mark>
        {text.slice(inside(until))}
      </>
    ) : (
      text
    );
    return className ? (
      <span key={begin} className={className}>
        {content}
      </span>
    ) : (
      <Fragment key={begin}>{content}</Fragment>
    );
  });
}

function partsOf(value: string): { text: string; className?: string }[] {
  const [, payload, time, signature] = SIGNED.exec(value) ?? [];
  if (!payload || !time || !signature) return [{ text: value }];
  const separator = { text: '.', className: 'sep' };
  return [
    { text: payload, className: 'p-payload' },
    separator,
    { text: time, className: 'p-time' },
    separator,
    { text: signature, className: 'p-sig' },
  ];
}
