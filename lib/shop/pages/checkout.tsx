/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import { CHECKOUT_STEPS } from '../state';
import { cartLines, inMoney } from '../teas';
import type { Visit } from '../visit';
import { Form, Layout } from './layout';

/** Address, payment, confirm: how far the visitor has come stands in the session. */
export function Checkout({ visit }: { visit: Visit }) {
  const { state } = visit;
  const lines = cartLines(state.cart ?? []);
  if (lines.length === 0) {
    return (
      <Page visit={visit}>
        <p>Your cart is empty, so there is nothing to pay for.</p>
      </Page>
    );
  }
  const now = state.checkout ?? 'address';
  return (
    <Page visit={visit}>
      <ol class="steps">
        {CHECKOUT_STEPS.map((step) => (
          <li aria-current={step === now ? 'step' : undefined}>{step}</li>
        ))}
      </ol>
      {now === 'address' ? (
        <Form visit={visit} to="/checkout" class="fields">
          <label>
            Where shall the tea go?
            <input name="address" maxlength={200} value={state.address ?? ''} required autocomplete="off" />
          </label>
          <button type="submit">On to the payment</button>
        </Form>
      ) : null}
      {now === 'payment' ? (
        <Form visit={visit} to="/checkout" class="fields">
          <p>You pay when the tea arrives, to whoever brings it.</p>
          <input type="hidden" name="payment" value="on-delivery" />
          <button type="submit">Pay on delivery</button>
        </Form>
      ) : null}
      {now === 'confirm' ? (
        <Form visit={visit} to="/checkout" class="fields">
          <ul>
            {lines.map(({ tea, packets }) => (
              <li>{`${packets} × ${tea.name}: ${inMoney(tea.price * packets)}`}</li>
            ))}
          </ul>
          <p>{`To: ${state.address ?? ''}`}</p>
          <input type="hidden" name="confirm" value="yes" />
          <button type="submit">Order it</button>
        </Form>
      ) : null}
    </Page>
  );
}

export function Ordered({ visit }: { visit: Visit }) {
  return (
    <Page visit={visit}>
      <p class="note">Thank you. Your tea is on its way, as far as tea that does not exist can be.</p>
    </Page>
  );
}

function Page({ visit, children }: { visit: Visit; children: Child }) {
  return (
    <Layout visit={visit} title="The till" at="/checkout">
      <h1>The till</h1>
      {children}
    </Layout>
  );
}
