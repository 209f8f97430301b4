import type { Exchange } from '@/lib/wire/exchange';
import { readPage } from '@/lib/wire/page-text';
import { shortened } from '@/lib/wire/shortened';
import { answerOf } from '@/lib/wire/summary';

type MallorysAnswerProps = {
  /** Her last exchange; absent where the wire does not keep it any more. */
  exchange: Exchange | undefined;
  hasSent: boolean;
};

/** So much of a page is shown; the whole of it stands on the wire. */
const EXCERPT = 160;

const excerpt = (text: string) => (text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)} …`);

/** Whom the shop takes her for, by the last answer, and what the page said: as text, whatever stands in it. */
export function MallorysAnswer({ exchange, hasSent }: MallorysAnswerProps) {
  if (!exchange) {
    return (
      <p className="small">
        {hasSent ? 'Her last exchange is no longer kept on the wire.' : 'She has sent nothing yet.'}
      </p>
    );
  }
  const { n, request, response, steps } = exchange;
  const visitor = steps.findLast((step) => step.kind === 'visitor');
  const { heading, text } = readPage(response.body);
  return (
    <div className="answer small">
      <p>
        {visitor && (
          <>
            <b>{visitor.user === null ? 'Nobody is logged in' : `Logged in as ${visitor.user}`}</b>
            {', by exchange '}
            {n}.{' '}
          </>
        )}
        <code>
          {request.method} {shortened(request.target, 24, 12)}
        </code>{' '}
        was answered <b>{shortened(answerOf(exchange), 40, 12)}</b>.
      </p>
      {(heading || text) && (
        <blockquote>
          {heading && <b>{excerpt(heading)}</b>} {excerpt(text)}
        </blockquote>
      )}
    </div>
  );
}
