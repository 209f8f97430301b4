import { Actor, Glyph } from '../_ui/glyphs';
import { Section } from '../_ui/sheet';
import { Table } from '../_ui/table';

export function Actors() {
  return (
    <Section
      label="Actors"
      title="Who acts, and what travels"
      note="Glyph and word go together, always. Five colours mean five actors and nothing else: links, buttons, focus and errors are ink."
      wide={
        <Table
          caption="The five actors"
          columns={[{ title: 'actor' }, { title: 'colour' }, { title: 'drawn as' }, { title: 'means' }]}
          rows={[
            {
              id: 'browser',
              cells: [
                <Actor key="actor" name="browser">
                  browser
                </Actor>,
                'blue',
                'a window with its bar',
                'what the visitor holds, keeps and sends',
              ],
            },
            {
              id: 'server',
              cells: [
                <Actor key="actor" name="server">
                  server
                </Actor>,
                'green',
                'two racks',
                'what reads, decides and answers',
              ],
            },
            {
              id: 'store',
              cells: [
                <Actor key="actor" name="store">
                  store
                </Actor>,
                'violet',
                'a drum',
                'where the server looks things up',
              ],
            },
            {
              id: 'mallory',
              cells: [
                <Actor key="actor" name="mallory">
                  Mallory
                </Actor>,
                'red',
                'a domino mask',
                'whoever should not be able to do this',
              ],
            },
            {
              id: 'cookie',
              cells: [
                <Actor key="actor" name="cookie">
                  cookie
                </Actor>,
                'amber',
                'a bitten round',
                'what travels between the first two',
              ],
            },
          ]}
        />
      }
    >
      <p>
        The <Actor name="browser">browser</Actor> sends a <Actor name="cookie">cookie</Actor>, the{' '}
        <Actor name="server">server</Actor> reads it and asks the <Actor name="store">store</Actor>;{' '}
        <Actor name="mallory">Mallory</Actor> would like to.
      </p>
      <p className="row">
        <span className="chip">
          <Glyph name="cookie" />
          <span>
            session=eyJy…<mark>YWRt</mark>…XnPs
          </span>
        </span>
        <span className="small quiet">
          A chip is bytes that travel; ink reversed marks the bytes that were changed.
        </span>
      </p>
      <p className="row">
        <span>
          <Glyph name="tick" /> right, done
        </span>
        <span>
          <Glyph name="no" /> refused
        </span>
        <span>
          <Glyph name="now" /> the next thing to do
        </span>
      </p>
    </Section>
  );
}
