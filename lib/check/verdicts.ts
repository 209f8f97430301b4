import type { Findings } from './findings';

/** What a chapter can show in this room. */
export interface Verdict {
  chapter: number;
  title: string;
  kind: 'works' | 'scripted' | 'instead' | 'not-measured';
  /** What was measured that decides it; one sentence. */
  reason: string;
  /** What to do instead; one sentence. */
  instead?: string;
}

type Ruling = Omit<Verdict, 'chapter' | 'title'>;
type Rule = (found: Findings) => Ruling | null;

const works = (reason: string): Ruling => ({ kind: 'works', reason });
const scripted = (reason: string): Ruling => ({ kind: 'scripted', reason });
const instead = (reason: string, what: string): Ruling => ({ kind: 'instead', reason, instead: what });
const notMeasured = (reason: string): Ruling => ({ kind: 'not-measured', reason });

/** What every chapter needs: the embedded shop’s cookies. */
const shopKeepsCookies: Rule = ({ ownName, reached, kept, framed }) => {
  if (ownName && reached.shop === false) {
    return instead(
      'This browser does not reach the shops’ own hosts, which are names below the site’s.',
      'Open the site by another address: there the shop shares its host.',
    );
  }
  if (kept === null) return notMeasured('No page of the shop’s host has answered yet.');
  if (!kept) return scripted('A cookie without any attribute did not come back: this browser keeps none here.');
  if (framed === null) return notMeasured('The frame with the shop has not been measured.');
  if (framed) return null;
  return instead('A frame within the same site does not send its cookies.', 'Open the shop in a tab of its own.');
};

const OPEN_BY_NAME = 'Open the site by its own name: this browser reaches all its hosts.';

/** @param otherwise what can be done where there is no other site; by default her scripted client's attack */
const malloryIsAnotherSite =
  (otherwise?: string): Rule =>
  ({ otherSite, reached }) => {
    if (reached.mallory === null) return notMeasured('Mallory’s site has not been asked for.');
    if (otherSite && reached.mallory) return null;
    if (reached.shop && reached.mallory) {
      return instead(
        'At this address Mallory shares the shop’s host, and her requests count as the shop’s own.',
        OPEN_BY_NAME,
      );
    }
    const reason = 'This browser does not reach Mallory’s site.';
    return otherwise ? instead(reason, otherwise) : scripted(reason);
  };

/** @param otherwise what can be done where the shop shares its host; by default her scripted client's attack */
const shopIsApart =
  (otherwise?: string): Rule =>
  ({ ownHost, ownName, reached }) => {
    if (ownHost) return null;
    const reason =
      'At this address the shop shares the site’s host, and lets nothing of Mallory’s in that could be run there.';
    if (!ownName && reached.shop) return instead(reason, OPEN_BY_NAME);
    return otherwise ? instead(reason, otherwise) : scripted(reason);
  };

const pathKeeps: Rule = ({ path }) => {
  if (path === null) return notMeasured('Path has not been measured.');
  return path ? null : scripted('Path does not decide here which cookies are sent.');
};

const largeIsIgnored: Rule = ({ fullKept, large }) => {
  if (fullKept === null) return notMeasured('The size of a cookie has not been measured.');
  if (fullKept && large === 'old-stays') return null;
  return scripted('The limit of 4,096 bytes is not kept as it is written: the overflow shows something else here.');
};

const backAsks: Rule = ({ back }) =>
  back === 'shown'
    ? instead('Back shows a page marked no-store again, without asking the server.', 'Reload after going back.')
    : null;

const scriptSeesNoHttpOnly: Rule = ({ script, httpOnlyHidden }) => {
  if (!script) return scripted('No script runs in this browser, not even Mallory’s.');
  if (httpOnlyHidden === null) return notMeasured('HttpOnly has not been measured.');
  return httpOnlyHidden ? null : scripted('A page’s script reads cookies that are HttpOnly.');
};

const PLANT_BY_LINK = 'Plant the id by a link: carrier “url”.';

const subHostPlants: Rule = ({ planted, reached }) => {
  if (planted) return null;
  if (planted === false)
    return instead('A cookie that a sub-host set by Domain did not come to the shop.', PLANT_BY_LINK);
  if (reached.subHost === null) return notMeasured('The sub-host has not been asked for.');
  return instead('The shop has no sub-host here from which a cookie could be planted.', PLANT_BY_LINK);
};

const windowOpens: Rule = ({ popup }) =>
  popup === false
    ? instead('This browser blocked the window that a click opened.', 'Open Mallory’s pages by their links.')
    : null;

const sameSiteDecides: Rule = ({ crossSite: { lax, unset, 'none-secure': none } }) => {
  if (lax.form === null || lax.link === null) return notMeasured('No form of Mallory’s has arrived yet.');
  if (lax.form || !lax.link) return scripted('SameSite=Lax does not mean here what it says.');
  if (none.form) return null;
  if (unset.form) {
    return instead(
      'A cookie that is SameSite=None; Secure was not sent with Mallory’s form.',
      'Leave SameSite unset, and send the form within two minutes of the login.',
    );
  }
  return scripted('No cookie at all was sent with Mallory’s form.');
};

const secureShows: Rule = ({ connection, secureKept }) => {
  if (secureKept === null) return notMeasured('Secure has not been measured.');
  if (connection === 'https') return scripted('This site is there by HTTPS alone: nothing goes the other way.');
  if (!secureKept) return null;
  return scripted(
    'This browser sends Secure cookies over plain HTTP to this address, since it never leaves the machine.',
  );
};

const REFERER_BY_CLIENT = 'Show the leak by Referer with the scripted client, and all else as it is.';

const KEEPS = 'A cookie came back by a click and in a frame.';

/** The chapters of the course: what each needs besides the shop's cookies, and what was measured where all of it holds. */
const CHAPTERS: { title: string; needs?: Rule[]; reason?: (found: Findings) => string }[] = [
  { title: 'HTTP forgets' },
  {
    title: 'The cookie',
    needs: [pathKeeps, malloryIsAnotherSite('For another host take a private window: it has a jar of its own.')],
    reason: () => 'A cookie came back by a click and in a frame, by its path, and Mallory’s site is another.',
  },
  { title: 'Preferences' },
  { title: 'In clear' },
  { title: 'Signed (Flask)' },
  { title: 'Encrypted (iron-session)' },
  {
    title: 'Limits of the client side',
    needs: [largeIsIgnored],
    reason: () => 'A cookie of 4,096 bytes was kept, one of 4,097 ignored, and the old one stayed.',
  },
  {
    title: 'State on the server',
    reason: ({ stream }) =>
      stream === 'late' ? `${KEEPS} Events are held up on their way: the page asks every two seconds.` : KEEPS,
  },
  {
    title: 'Logging in',
    needs: [backAsks],
    reason: ({ back }) =>
      back === null
        ? `${KEEPS} Try Back by hand: log in at a bench, log out, go back.`
        : 'A cookie came back by a click and in a frame, and Back asked the server again.',
  },
  { title: 'Roles and the ban race' },
  {
    title: 'The id itself',
    needs: [shopIsApart(REFERER_BY_CLIENT), malloryIsAnotherSite(REFERER_BY_CLIENT)],
    reason: () => 'A cookie came back by a click and in a frame, and Mallory’s site is another.',
  },
  {
    title: 'Theft',
    needs: [scriptSeesNoHttpOnly, shopIsApart(), malloryIsAnotherSite()],
    reason: () => 'Scripts run, see the cookies that are not HttpOnly and no others, and Mallory’s site is reached.',
  },
  {
    title: 'Fixation',
    needs: [shopIsApart(PLANT_BY_LINK), subHostPlants],
    reason: () => 'A cookie that a sub-host set by Domain came to the shop’s host.',
  },
  {
    title: 'CSRF',
    needs: [malloryIsAnotherSite(), windowOpens, sameSiteDecides],
    reason: ({ crossSite: { unset } }) =>
      `With Mallory’s form came None and not Lax, with her link Lax too; SameSite unset ${unset.form ? 'came' : 'did not come'} with the form.`,
  },
  { title: 'Expiry, clean-up, logout' },
  {
    title: 'HTTPS, and the sum',
    needs: [secureShows],
    reason: () => 'A cookie that is Secure was not kept over plain HTTP, as it should be.',
  },
];

/** One for each chapter, in order: the first need that does not hold decides. */
export function verdictsOf(found: Findings): Verdict[] {
  return CHAPTERS.map(({ title, needs = [], reason = () => KEEPS }, index) => {
    const ruling = [shopKeepsCookies, ...needs].map((rule) => rule(found)).find((ruled) => ruled !== null);
    return { chapter: index + 1, title, ...(ruling ?? works(reason(found))) };
  });
}
