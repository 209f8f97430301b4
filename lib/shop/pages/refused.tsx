/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit';
import { Layout } from './layout';

/** One sentence on why the shop does not do what it was asked for. */
export function Refused({ visit, sentence }: { visit: Visit; sentence: string }) {
  return (
    <Layout visit={visit} title="Not this time">
      <h1>Not this time</h1>
      <p class="note" role="alert">
        {sentence}
      </p>
      <p>
        <a href={visit.link('/')}>Back to the shop</a>
      </p>
    </Layout>
  );
}
