type PagerProps = {
  /** What is being paged through, for those who hear it. */
  label: string;
  /** "Page 2 of 7", in the page's language. */
  position: string;
  previous?: { href: string; text: string } | undefined;
  next?: { href: string; text: string } | undefined;
};

/** The ways to the page before and the page after. */
export function Pager({ label, position, previous, next }: PagerProps) {
  return (
    <nav className="pager" aria-label={label}>
      {previous && (
        <a href={previous.href} rel="prev">
          {previous.text}
        </a>
      )}
      <p className="num">{position}</p>
      {next && (
        <a href={next.href} rel="next">
          {next.text}
        </a>
      )}
    </nav>
  );
}
