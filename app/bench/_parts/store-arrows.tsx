import type { Step } from '@/lib/wire/step';
import { ArrowLine } from './arrow-line';

/** What the server asks of its store, and what the store answers to a question. */
export function StoreArrows({ step }: { step: Step }) {
  switch (step.kind) {
    case 'store-read':
      return (
        <>
          <Ask>find {begin(step.key)}</Ask>
          <Reply>{step.row === null || step.row === undefined ? 'no row' : `1 row${whose(step.row)}`}</Reply>
        </>
      );
    case 'store-write':
      return (
        <Ask>
          {step.before === null || step.before === undefined ? 'add' : 'update'} {begin(step.key)}
        </Ask>
      );
    case 'store-touch':
      return <Ask>prolong {begin(step.key)}</Ask>;
    case 'store-destroy':
      return <Ask>destroy {begin(step.key)}</Ask>;
    case 'store-sweep':
      return (
        <>
          <Ask>sweep</Ask>
          <Reply>{step.removed} removed</Reply>
        </>
      );
    default:
      return null;
  }
}

const begin = (key: string) => `${key.slice(0, 4)}…`;

function whose(row: object): string {
  const user: unknown = 'user' in row ? row.user : 'state' in row && (row.state as { user?: unknown } | null)?.user;
  return typeof user === 'string' ? `: ${user}` : '';
}

function Ask({ children }: { children: React.ReactNode }) {
  return (
    <li className="msg s-t" data-actor="server">
      <span className="what">{children}</span>
      <ArrowLine way="there" />
    </li>
  );
}

function Reply({ children }: { children: React.ReactNode }) {
  return (
    <li className="msg s-t" data-actor="store">
      <span className="what">{children}</span>
      <ArrowLine way="back" />
    </li>
  );
}
