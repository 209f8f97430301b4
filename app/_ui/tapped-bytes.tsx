import type { Tapped, TappedPiece } from '@/lib/attacks/tap/tapped';
import { Actor } from './glyphs';

/** What Mallory's tap in the cable read: text over HTTP, TLS records in hexadecimal over HTTPS. */
export function TappedBytes({ tapped: { title, encrypted, pieces, bytes, found } }: { tapped: Tapped }) {
  return (
    <section className="raw tapped">
      <div className="raw-h">
        <Actor name="mallory">{title}</Actor>
        <span className="num">{bytes.toLocaleString('en')} bytes</span>
      </div>
      <p className="gloss">
        {beginning(encrypted, found.length > 0)}
        {found.map((text, place) => (
          <span key={text}>
            {place > 0 && ' and '}
            <code className="found">{text}</code>
          </span>
        ))}
        {found.length > 0 && '.'}
      </p>
      <ol>
        {pieces.map((piece, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may be the same
          <Piece key={place} piece={piece} encrypted={encrypted} found={found} />
        ))}
      </ol>
    </section>
  );
}

function beginning(encrypted: boolean, isOfUse: boolean): string {
  if (encrypted)
    return isOfUse ? 'Encrypted. All that she can read in it is ' : 'Encrypted. She can read nothing in it.';
  return isOfUse ? 'In clear. She reads in it ' : 'In clear, and there is nothing of use to her in it.';
}

type PieceProps = { piece: TappedPiece; encrypted: boolean; found: readonly string[] };

function Piece({ piece: { from, what, bytes, lines, cut }, encrypted, found }: PieceProps) {
  return (
    <li>
      <p className="small">
        <Actor name={from}>{from}</Actor> <span className="quiet">{what && `${what}, `}</span>
        <span className="quiet">{bytes.toLocaleString('en')} bytes</span>
      </p>
      <ol className="bytes">
        {lines.map((line, place) => {
          const isLit = !encrypted && found.some((text) => line.includes(text));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may come twice
            <li key={place} className={isLit ? 'lit' : undefined} data-actor={isLit ? 'mallory' : undefined}>
              <code>{encrypted ? line : <Line text={line} found={found} />}</code>
            </li>
          );
        })}
        {cut && <li>…</li>}
      </ol>
    </li>
  );
}

/** A line, with what Mallory was looking for. */
function Line({ text, found }: { text: string; found: readonly string[] }) {
  const first = found
    .map((wanted) => ({ wanted, at: text.indexOf(wanted) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  if (!first) return text;
  const end = first.at + first.wanted.length;
  return (
    <>
      {text.slice(0, first.at)}
      <span className="found">{first.wanted}</span>
      <Line text={text.slice(end)} found={found} />
    </>
  );
}
