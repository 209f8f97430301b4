/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { cartLines, inMoney } from '../teas';
import type { Visit } from '../visit';
import { Form, Layout, Tin } from './layout';

export function Cart({ visit }: { visit: Visit }) {
  const lines = cartLines(visit.state.cart ?? []);
  const total = lines.reduce((sum, { tea, packets }) => sum + tea.price * packets, 0);
  return (
    <Layout visit={visit} title={visit.words.cart} at="/cart">
      <h1>Your cart</h1>
      {lines.length === 0 ? <p>It is empty.</p> : null}
      <ul class="teas">
        {lines.map(({ tea, packets }) => (
          <li>
            <Tin />
            <span class="what">
              {packets === 1 ? tea.name : `${packets} × ${tea.name}`}
              <span class="price">{inMoney(tea.price * packets)}</span>
            </span>
            <Form visit={visit} to="/cart">
              <input type="hidden" name="remove" value={tea.id} />
              <button type="submit" class="second" aria-label={`Take out one: ${tea.name}`}>
                Take out one
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {lines.length === 0 ? null : (
        <p>
          In all <strong class="price">{inMoney(total)}</strong>
        </p>
      )}
      <div class="buttons">
        {lines.length === 0 ? null : (
          <a class="button" href={visit.link('/checkout')}>
            To the till
          </a>
        )}
        <Form visit={visit} to="/cart">
          <input type="hidden" name="fill" value="50" />
          <button type="submit" class="second">
            Fill the cart: 50 more
          </button>
        </Form>
      </div>
    </Layout>
  );
}
