import type { Chapter } from '@/lib/course/chapter';
import type { Hand } from '@/lib/course/hand';
import { StepRefused } from '@/lib/course/step-refused';
import { asked, broughtCookie } from '@/lib/course/waiting';
import type { PolicyChanges, SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { headerOf, headersOf } from '@/lib/wire/header-of';
import { isVisitors } from '@/lib/wire/parties';
import { attribute, isForgotten, parseSetCookie, type SetCookie } from '@/lib/wire/set-cookie';
import type { CsrfDefence } from '@/lib/wire/step';
import { visitorOf } from '@/lib/wire/visitor-of';

const COOKIE = 'sid';

type SameSite = SessionPolicy['cookie']['sameSite'];

/**
 * Throws the switches of a step, and Secure where this connection can have it.
 * @throws {StepRefused} where no browser takes Mallory’s site for another one
 */
async function change(hand: Hand, sameSite: SameSite, policy: PolicyChanges): Promise<void> {
  if (!hand.addresses.mallory.otherSite)
    throw new StepRefused(
      'Here Mallory’s site shares its host with the shop, so browsers take both for one site: open this chapter by the site’s own name.',
    );
  await hand.change({ ...policy, cookie: { sameSite, secure: hand.addresses.shop.trustworthy } });
}

/**
 * What lets the cookie go along with another site’s form. Browsers keep None with Secure alone; over plain HTTP a cookie goes
 * along that says nothing and is young (Chromium: two minutes).
 */
const everywhere = ({ addresses }: Hand): SameSite => (addresses.shop.trustworthy ? 'none' : 'unset');

const saidOf = (sameSite: SameSite) =>
  sameSite === 'none'
    ? 'The shop says SameSite=None from now on'
    : 'Over plain HTTP no browser keeps SameSite=None. So the shop says nothing of SameSite from now on, and the cookie goes along in the two minutes after a login';

/** A page of another site has made the reader’s browser send this: its own headers say so. */
function isFromElsewhere({ request }: Exchange): boolean {
  const site = headerOf(request.headers, 'sec-fetch-site');
  if (site !== undefined) return site === 'cross-site';
  const origin = headerOf(request.headers, 'origin');
  return origin !== undefined && !origin.endsWith(`//${headerOf(request.headers, 'host')}`);
}

const isForged = (exchange: Exchange, path: string) => asked(exchange, 'POST', path) && isFromElsewhere(exchange);

/** One of Mallory’s tricks has changed ada’s address to hers. */
function changedAddress({ steps }: Exchange, trick: string): boolean {
  return steps.some(
    (step) => step.kind === 'did' && step.what === `changed the e-mail address of ada to by-${trick}@mallory.example`,
  );
}

function refusedBy({ steps }: Exchange, defence: CsrfDefence): boolean {
  return steps.some((step) => step.kind === 'csrf-refused' && step.defence === defence);
}

/** The lines of an answer that set the session’s cookie, or have it forgotten. */
function linesOf({ response }: Exchange): SetCookie[] {
  const lines = headersOf(response.headers, 'set-cookie').map(parseSetCookie);
  return lines.filter(({ name }) => name === COOKIE);
}

/** The jar holds ada’s cookie with this SameSite, by what the shop has set last. */
function holdsAdas(sameSite: string, soFar: readonly Exchange[]): boolean {
  const exchange = soFar.findLast((one) => isVisitors(one) && linesOf(one).length > 0);
  const cookie = exchange && linesOf(exchange).at(-1);
  if (!cookie || isForgotten(cookie)) return false;
  return visitorOf(exchange) === 'ada' && attribute(cookie, 'SameSite') === sameSite;
}

const isLink = (exchange: Exchange) => asked(exchange, 'GET', '/email') && changedAddress(exchange, 'link');

const isPicture = (exchange: Exchange) =>
  asked(exchange, 'GET', '/email') &&
  exchange.request.target.includes('by-picture') &&
  broughtCookie(exchange, COOKIE) === null;

/** Without the cookie, and with one in the answer that no other site’s request would bring. */
const isForgedLogin = (exchange: Exchange) =>
  isForged(exchange, '/login') &&
  visitorOf(exchange) === 'mallory' &&
  broughtCookie(exchange, COOKIE) === null &&
  linesOf(exchange).some((cookie) => attribute(cookie, 'SameSite') === 'Strict');

export const chapter: Chapter = {
  slug: '14-csrf',
  title: 'CSRF: spent without being stolen',

  question:
    'The cookie is SameSite=Lax. The shop asks for no token, and changes an e-mail address by POST as well as by GET. While ada is logged in, Mallory’s page tries it by a form (POST), by a picture (GET) and by a link (GET). Which of the three changes ada’s address?',
  answers: {
    a: {
      says: 'All three: the cookie always goes along.',
      because: 'It went along with the link alone. The form and the picture arrived without it, as a stranger’s.',
    },
    b: {
      says: 'None: Lax is safe.',
      because: 'Lax lets the cookie go along with a link that is followed, and this shop changes something on GET.',
    },
    c: {
      says: 'Only the link.',
      because: 'For a link that is followed Lax makes an exception; for forms by POST and for pictures it makes none.',
    },
    d: {
      says: 'Only the form: forms may go to any site.',
      because:
        'They may, and this one did. But the cookie stayed at home: POST from another site is what Lax keeps it from.',
    },
  },
  right: 'c',

  start: {
    preset: 'lecture-server',
    policy: {
      store: 'memory',
      // Browsers take SameSite=None with Secure alone; it stays on, so that nothing but SameSite differs.
      cookie: { name: COOKIE, secure: true },
      csrf: 'none',
      idleSeconds: null,
      absoluteSeconds: null,
      rolling: false,
    },
  },
  switches: ['cookie.sameSite', 'csrf', 'stateChangeByGet'],

  steps: [
    {
      say: 'Let the {cookie} go along from everywhere, and the shop check nothing. Log in as ada; then open {mallory}’s page and claim your tin of tea. The tab can be closed again.',
      expect:
        'The {browser} adds the {cookie} by itself, and ada’s address is changed. Origin and Sec-Fetch-Site say where the form came from; nobody has looked.',
      press: {
        label: 'SameSite=None, no other defence',
        action: async (hand) => {
          const sameSite = everywhere(hand);
          await change(hand, sameSite, { csrf: 'none', stateChangeByGet: false });
          return `${saidOf(sameSite)}. It checks nothing. Log in as ada, so that the cookie is set like that.`;
        },
      },
      visit: { label: 'To the login', path: '/login' },
      lure: { label: 'Open Mallory’s page', path: '/trick/form' },
      wait: (exchange) => isForged(exchange, '/email') && changedAddress(exchange, 'form'),
      hints: [
        'What has {mallory}’s page sent, and what has your {browser} added to it?',
        'Look at the head of POST /email: Origin, Sec-Fetch-Site and Cookie say where it came from, and whose it is taken for.',
        'Press “SameSite=None, no other defence” and “To the login”, and log in as ada. Then press “Open Mallory’s page”, and there “Claim your tin of tea”.',
      ],
    },
    {
      say: 'SameSite=*Lax*. An attribute belongs to the {cookie} that it was set with: log in as ada again. Then claim the tin once more, and close the tab.',
      expect: 'The same form, without the {cookie}: a stranger’s, who is sent to the login.',
      control: true,
      press: {
        label: 'SameSite=Lax',
        action: async (hand) => {
          await change(hand, 'lax', { csrf: 'none', stateChangeByGet: false });
          return 'The shop says SameSite=Lax from now on. The cookie in the jar is still the old one: log in as ada again.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      lure: { label: 'Open Mallory’s page', path: '/trick/form' },
      wait: (exchange, soFar) =>
        isForged(exchange, '/email') && broughtCookie(exchange, COOKIE) === null && holdsAdas('Lax', soFar),
      hints: [
        'Who has to know of SameSite, the {server} or the {browser}?',
        'Look at the jar: which SameSite does the {cookie} have that lies there now? If it is not Lax, the login is missing.',
        'Press “SameSite=Lax” and “To the login”, and log in as ada. Then press “Open Mallory’s page”, and there “Claim your tin of tea”.',
      ],
    },
    {
      say: 'Still Lax, but let changes by GET count. Open {mallory}’s picture; in the same tab go on to “All her tricks”, and follow “See the winners of last week”.',
      expect: 'The picture is asked for without the {cookie}. The link brings it, and ada’s address is changed.',
      press: {
        label: 'Let changes by GET count',
        action: async (hand) => {
          await change(hand, 'lax', { csrf: 'none', stateChangeByGet: true });
          return 'The shop changes things on GET, too, from now on. The cookie is as it was: ada need not log in again.';
        },
      },
      lure: { label: 'Open Mallory’s picture', path: '/trick/picture' },
      wait: (exchange, soFar) =>
        (isLink(exchange) || isPicture(exchange)) && soFar.some(isLink) && soFar.some(isPicture),
      hints: [
        'All three of her tries ask for the same change. In what do they differ for the {browser}?',
        'Compare the two GET /email on the wire: Sec-Fetch-Dest says what each was for, and one of them brings no {cookie}.',
        'Press “Let changes by GET count”, then “Open Mallory’s picture”; there press “All her tricks”, then “See the winners of last week”. If ada is not logged in, log in first.',
      ],
    },
    {
      say: 'SameSite=None again, and changes by POST alone; but now each form of the shop has to carry *a token*. Log in as ada again, and claim the tin.',
      expect: 'The {cookie} is there and ada is known. The form carries no token, and is refused.',
      control: true,
      press: {
        label: 'None, and a token',
        action: async (hand) => {
          const sameSite = everywhere(hand);
          await change(hand, sameSite, { csrf: 'token', stateChangeByGet: false });
          return `${saidOf(sameSite)}: log in as ada anew. Each form of the shop carries a token, and the shop asks for it.`;
        },
      },
      visit: { label: 'To the login', path: '/login' },
      lure: { label: 'Open Mallory’s page', path: '/trick/form' },
      wait: (exchange) => isForged(exchange, '/email') && visitorOf(exchange) === 'ada' && refusedBy(exchange, 'token'),
      hints: [
        'What stands in the shop’s own form that {mallory} cannot know, though she knows every field of it?',
        'Look at the body of your own POST /login, and at the body of this POST /email.',
        'Press “None, and a token” and “To the login”, and log in as ada. Then press “Open Mallory’s page”, and there “Claim your tin of tea”.',
      ],
    },
    {
      say: 'In place of the token, let the shop look at *Origin*. On {mallory}’s site claim the tin, go back, and press “Sign in to the draw”.',
      expect: 'Both forms are refused: Origin names her site, and no page can write another into it.',
      control: true,
      press: {
        label: 'None, and a look at Origin',
        action: async (hand) => {
          await change(hand, everywhere(hand), { csrf: 'origin', stateChangeByGet: false });
          return 'The shop takes a form only where Origin names the shop itself. The cookie is as it was: ada need not log in again.';
        },
      },
      lure: { label: 'Open Mallory’s site', path: '/' },
      wait: (exchange, soFar) => {
        const refused = (one: Exchange, path: string) => isForged(one, path) && refusedBy(one, 'origin');
        const isAdas = (one: Exchange) => refused(one, '/email') && visitorOf(one) === 'ada';
        const isLogin = (one: Exchange) => refused(one, '/login');
        return (isAdas(exchange) || isLogin(exchange)) && soFar.some(isAdas) && soFar.some(isLogin);
      },
      hints: [
        'Who writes Origin into a request, the page or the {browser}?',
        'Look at Origin in both requests, and at what the {server} compares it with.',
        'Press “None, and a look at Origin”, then “Open Mallory’s site”; there press “Claim your tin of tea”, go back, and press “Sign in to the draw”. If ada is not logged in, log in first.',
      ],
    },
    {
      say: 'SameSite=*Strict*, and no other defence. Log in as ada. Then open {mallory}’s form, and sign in to the draw; close the tab, and open the profile in the shop here.',
      expect:
        'No {cookie} goes along, and none is needed: the answer sets one, and the shop takes you for mallory. What Origin had stopped, SameSite does not.',
      press: {
        label: 'Strict, no other defence',
        action: async (hand) => {
          await change(hand, 'strict', { csrf: 'none', stateChangeByGet: false });
          return 'The shop says SameSite=Strict from now on, and checks nothing. Log in as ada, so that the cookie is set like that.';
        },
      },
      visit: { label: 'To the login', path: '/login' },
      lure: { label: 'Open Mallory’s form', path: '/trick/login' },
      wait: (exchange, soFar) =>
        isVisitors(exchange) &&
        exchange.request.method === 'GET' &&
        visitorOf(exchange) === 'mallory' &&
        soFar.some(isForgedLogin),
      hints: [
        'Which {cookie} does a login need to come in with?',
        'Look at {mallory}’s POST /login: what does it bring, whose password is in it, and what does the answer set? In her tab the shop says that nobody is logged in: Strict keeps the new {cookie} back from whatever her page has begun. The next click in the shop brings it.',
        'Press “Strict, no other defence” and “To the login”, and log in as ada. Press “Open Mallory’s form”, and there “Sign in to the draw”. Close that tab, and press “Profile” in the shop here.',
      ],
    },
  ],

  say: 'CSRF spends your cookie without stealing it: SameSite decides if it goes along, token or Origin whether the server believes, and GET must change nothing.',
  own: {
    question: 'How does CSRF use a cookie without stealing it, and what stops it?',
    model:
      'It makes ada’s own browser send the request, which adds the cookie by itself; SameSite decides whether it goes along, token or origin whether the server believes, and GET must change nothing.',
    ideas: [
      'The browser adds the cookie.',
      'SameSite keeps it at home.',
      'Token or Origin: the server checks where the request comes from.',
    ],
  },
  last: {
    question: 'A site sets SameSite=Lax and changes things only by POST. Which of the attacks of this chapter is left?',
    answer: 'Login CSRF: it needs no cookie to go along. The login form needs a token or a check of the origin.',
  },

  listings: {
    ours: {
      file: 'lib/shop/csrf.ts',
      from: 'const defences = {',
      until: 'origin: checkOrigin,',
      mark: 'isSameText(given, state.csrf_token)',
    },
    flask: {
      file: 'app/learn/14-csrf/in_flask.py',
      from: 'def is_own_wish():',
      until: 'return "This may not be your own wish", 403',
      mark: 'request.headers.get("Origin")',
    },
  },

  claims: [
    {
      claim: 'With CSRF the server cannot distinguish the forged request from one of the user’s own.',
      verdict: 'outdated',
      instead:
        'Origin and Sec-Fetch-Site tell where it comes from, and no page can forge them. Chrome takes a cookie without SameSite for Lax. Before what matters, ask for the password again (OWASP CSRF Prevention).',
      of: 'csrf-cannot-be-told-apart',
      step: 1,
    },
    {
      claim: 'Verify the origin, or use tokens: Flask-WTF and Django do it by default.',
      verdict: 'partly',
      instead:
        'Django does, by its middleware. Flask-WTF covers each FlaskForm, and other views only with CSRFProtect(app); Flask alone covers none.',
      of: 'origin-and-tokens-by-default',
      step: 4,
    },
  ],
  links: [
    {
      title: 'OWASP Cross-Site Request Forgery Prevention Cheat Sheet',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
    },
    {
      title: 'RFC 6265bis, Cookies, 4.1.2.7: SameSite',
      url: 'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.2.7',
    },
    { title: 'RFC 6454, The Web Origin Concept', url: 'https://www.rfc-editor.org/rfc/rfc6454' },
    { title: 'Fetch Metadata Request Headers', url: 'https://www.w3.org/TR/fetch-metadata/' },
    {
      title: 'RFC 9110, HTTP Semantics, 9.2.1: safe methods',
      url: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-9.2.1',
    },
    {
      title: 'Django, Cross Site Request Forgery protection',
      url: 'https://docs.djangoproject.com/en/stable/ref/csrf/',
    },
    { title: 'Flask-WTF, CSRF protection', url: 'https://flask-wtf.readthedocs.io/en/latest/csrf/' },
  ],
};
