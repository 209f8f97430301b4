import { Glyph } from '@/app/_ui/glyphs';
import { ArrowLine } from '@/app/bench/_parts/arrow-line';
import { pathOf } from '@/lib/course/waiting';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf, headersOf } from '@/lib/wire/header-of';
import { shortened } from '@/lib/wire/shortened';
import { answerOf } from '@/lib/wire/summary';

/** An exchange in two lines: what was asked and what came along, what was answered and what came along. */
export function TwoLines({ exchange, isNew }: { exchange: Exchange; isNew: boolean }) {
  const { n, sender, request, response, connection } = exchange;
  const brought = headerOf(request.headers, 'cookie');
  const given = headersOf(response.headers, 'set-cookie')[0];
  const who = sender === 'mallory' ? 'mallory' : 'browser';
  return (
    <figure
      className="two"
      aria-label={`Exchange ${n}: ${request.method} ${pathOf(exchange)}, answered ${answerOf(exchange)}`}
      data-new={isNew ? '' : undefined}
    >
      <p className="msg b-s" data-actor={who}>
        <Glyph name={who} />
        <span className="what">
          {sender === 'mallory' && 'another browser: '}
          {request.method} {pathOf(exchange)}
        </span>
        <span className="where">
          connection {connection.number}, from {connection.peer}
        </span>
        <ArrowLine way="there" />
        {brought === undefined ? <span className="aside">Cookie: (none)</span> : <Chip text={brought} />}
      </p>
      <p className="msg b-s" data-actor="server">
        <Glyph name="server" />
        <span className="what">{answerOf(exchange)}</span>
        <ArrowLine way="back" />
        {given === undefined ? (
          <span className="aside">Set-Cookie: (none)</span>
        ) : (
          <Chip text={given.split(';', 1)[0] ?? ''} />
        )}
      </p>
    </figure>
  );
}

function Chip({ text }: { text: string }) {
  return (
    <span className="chip">
      <Glyph name="cookie" />
      <span>{shortened(text, 14, 6)}</span>
    </span>
  );
}
