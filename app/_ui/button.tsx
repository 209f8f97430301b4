import type { ComponentProps } from 'react';

type ButtonProps = {
  /** The one thing to do here: at most one in a section. */
  main?: boolean;
  /** Looks like a link, still is a button: for what is rarely wanted. */
  bare?: boolean;
} & Pick<
  ComponentProps<'button'>,
  'children' | 'disabled' | 'name' | 'value' | 'formAction' | 'form' | 'aria-describedby'
>;

/** Sends the form it stands in. A way to another page is a link, not a button. */
export function Button({ main, bare, ...rest }: ButtonProps) {
  return <button type="submit" className={main ? 'btn btn-main' : bare ? 'btn btn-bare' : 'btn'} {...rest} />;
}
