import { type Fact, FactRows } from './facts';
import { type ActorName, Glyph } from './glyphs';

type TrioProps = { columns: { actor: ActorName; title: string; items: Fact[] }[] };

/** What the browser sent, what the server read in it, what the store answered: side by side. */
export function Trio({ columns }: TrioProps) {
  return (
    <div className="trio">
      {columns.map(({ actor, title, items }) => (
        <div key={actor} data-actor={actor}>
          <h3 className="a">
            <Glyph name={actor} />
            {title}
          </h3>
          <dl>
            <FactRows items={items} />
          </dl>
        </div>
      ))}
    </div>
  );
}
