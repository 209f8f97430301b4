/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { GuestbookEntry } from '../guestbook';
import { guestbookMarkup } from '../guestbook-markup';
import type { Visit } from '../visit';
import { Form, Layout } from './layout';

export const MAX_TEXT = 500;

export function Guestbook({ visit }: { visit: Visit }) {
  const entries = visit.world.guestbook.all();
  return (
    <Layout visit={visit} title={visit.words.guestbook} at="/guestbook">
      <h1>{visit.words.guestbook}</h1>
      <Form visit={visit} to="/guestbook" class="fields">
        <label>
          What would you like to say?
          <textarea name="text" rows={3} maxlength={MAX_TEXT} required></textarea>
        </label>
        <button type="submit">Write it down</button>
      </Form>
      {entries.length === 0 ? <p class="soft">Nobody has written anything yet.</p> : null}
      {entries.map((entry) => (
        <blockquote>
          <p>{entry.text}</p>
          <Unescaped entry={entry} mallory={visit.world.mallory} />
          <footer>{entry.by}</footer>
        </blockquote>
      ))}
    </Layout>
  );
}

/** What an entry holds besides text; nothing where nothing may run. */
function Unescaped({ entry: { markup }, mallory }: { entry: GuestbookEntry; mallory: string | null }) {
  if (!markup || mallory === null) return null;
  return (
    <>
      {markup === 'link' ? (
        <a href={`${mallory}/prize`} target="_blank" rel="noopener">
          A tin of tea for you, free
        </a>
      ) : null}
      <script data-mallory={mallory}>{raw(guestbookMarkup[markup])}</script>
    </>
  );
}
