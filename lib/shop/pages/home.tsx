/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { inMoney, teas } from '../teas';
import type { Visit } from '../visit';
import { Form, Layout, Tin } from './layout';

export function Home({ visit }: { visit: Visit }) {
  const { words, user, state } = visit;
  return (
    <Layout visit={visit} title="Tea" at="/">
      <h1>{user === null ? 'Tea, by the tin' : words.hello(user)}</h1>
      <ul class="teas">
        {teas.map((tea) => (
          <li>
            <Tin />
            <span class="what">
              {tea.name}
              <span class="price">{inMoney(tea.price)}</span>
            </span>
            <Form visit={visit} to="/cart">
              <input type="hidden" name="item" value={tea.id} />
              <button type="submit" aria-label={`${words.putIntoCart}: ${tea.name}`}>
                {words.putIntoCart}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {state.visits === undefined ? (
        <Form visit={visit} to="/">
          <input type="hidden" name="count" value="visits" />
          <button type="submit" class="second">
            Count my visits
          </button>
        </Form>
      ) : (
        <p class="note">{`This is your visit number ${state.visits}.`}</p>
      )}
    </Layout>
  );
}
