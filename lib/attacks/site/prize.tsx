/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { Layout } from './layout';

/** Where a link in the guestbook leads. */
export function Prize({ base, bench }: { base: string; bench: string }) {
  return (
    <Layout base={base} title="No tea" bench={bench}>
      <h1>There is no tea</h1>
      <p>
        You came by a link. If your browser said from which address, and an id stood in that, Mallory has it now: her
        first page shows what came in.
      </p>
    </Layout>
  );
}
