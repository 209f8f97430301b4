/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import { Layout } from './layout';
import { SEND_SCRIPT } from './run-script';
import { TrickForm } from './trick-form';
import type { Trick } from './tricks';

interface TrickPageProps {
  base: string;
  bench: string;
  trick: Trick;
  /** It does not wait for a click. */
  sendsItself: boolean;
}

/** One trick by itself. */
export function TrickPage({ base, bench, trick, sendsItself }: TrickPageProps) {
  return (
    <Layout base={base} title={trick.bait} bench={bench}>
      <h1>{trick.bait}</h1>
      <TrickForm trick={trick} />
      <p>{trick.does}</p>
      <p class="watch">{`Watch: ${trick.watch}`}</p>
      {sendsItself ? <script>{raw(SEND_SCRIPT)}</script> : null}
    </Layout>
  );
}
