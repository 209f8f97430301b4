import type { SessionState } from '@/lib/shop/state';

/** Sessions of all kinds, by what is special about them. */
export const sessionStates: Record<string, SessionState> = {
  'one field': { user: 'ada' },
  'every field': {
    user: 'ada',
    role: 'admin',
    theme: 'dark',
    font_size: 'large',
    background: 'rose',
    language: 'hi',
    visits: 1_000_000,
    cart: ['sencha-50', 'assam-100'],
    checkout: 'payment',
    address: '1 Analytical Way, London',
    csrf_token: 'q83vEjRWeJA',
    bound_to: 'Mozilla/5.0 (X11; Linux x86_64)',
    remember: true,
  },
  unicode: { user: 'Zoë 漢字 😀', address: 'ग्रेस\u2028\u007f\u0080' },
  'signs of every kind': { user: `&=;,%+"'\\ \t\n\r\b\f\u0001</script>`, address: 'a.b~c' },
  'an empty cart': { cart: [] },
  'signs in a cart': { cart: ['a,b', '%2C', '%', '50%25', 'ü'] },
  'a long cart': { user: 'ada', cart: Array.from({ length: 120 }, (_, n) => `sencha-${n % 7}`) },
  zeros: { visits: 0 },
};
