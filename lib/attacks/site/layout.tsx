/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';

interface LayoutProps {
  /** Her corner, without a slash at the end. */
  base: string;
  title: string;
  /** The bench that this corner belongs to, absolute. */
  bench: string;
  children: Child;
}

/** The frame of her pages: whose site this is, and the way back. */
export function Layout({ base, title, bench, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}: Mallory`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${base}/_style.css`} />
      </head>
      <body>
        <header>
          <p class="whose">
            <Mask /> Mallory’s site
          </p>
          <p class="host">{new URL(base).host}</p>
        </header>
        <main>{children}</main>
        <footer>
          <a href={`${base}/`}>All her tricks</a>
          <a href={bench}>Back to the bench</a>
        </footer>
      </body>
    </html>
  );
}

export function Mask() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M2 9.2C5 7 8.7 6.9 12 8.7c3.3-1.8 7-1.7 10 .5.5 5-1.8 8.6-5 8.6-2.4 0-3.2-2.6-5-2.6s-2.6 2.6-5 2.6c-3.2 0-5.5-3.6-5-8.6z" />
      <path d="M5.8 12.6c1-1.3 2.8-1.3 3.9.1M14.3 12.7c1.1-1.4 2.9-1.4 3.9-.1" />
    </svg>
  );
}

export function Tick() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 12.8l5.2 5.2L20 6.5" />
    </svg>
  );
}

export function Barred() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M5.8 18.2 18.2 5.8" />
    </svg>
  );
}
