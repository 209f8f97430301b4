import type { ReactNode } from 'react';
import { Button } from '@/app/_ui/button';
import type { BenchView } from '@/lib/bench/view';
import { ActionForm } from './action-form';
import { CopyButton } from './copy-button';

type BenchHeadProps = { view: BenchView; shareAddress: string | undefined; links: ReactNode };

/** Which bench this is, and what can be done with it as a whole. */
export function BenchHead({ view, shareAddress, links }: BenchHeadProps) {
  return (
    <div className="bench-h">
      <h1>
        Your bench <code>{view.id}</code>
      </h1>
      {links}
      {shareAddress && (
        <details className="share">
          <summary className="btn">Share</summary>
          <p className="small">
            <code>{shareAddress}</code>
          </p>
          <CopyButton text={shareAddress}>Copy the address</CopyButton>
        </details>
      )}
      <a className="btn" href={`/bench/${view.id}/grid`}>
        All attacks
      </a>
      <a className="btn" href={`/bench/compare?left=${view.id}`}>
        Compare two
      </a>
      <ActionForm does="start-over">
        <Button>Back to the start</Button>
      </ActionForm>
    </div>
  );
}
