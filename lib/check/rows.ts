import { type Findings, SAME_SITES, type SameSite, type Sent, WAYS, type Way } from './findings';

/** One thing that was measured, in words. */
export interface Row {
  what: string;
  expected: string;
  /** Null where it was not measured. */
  measured: string | null;
  agrees: boolean | null;
}

export interface Group {
  title: string;
  /** What begins on her site. */
  isMallorys?: boolean;
  rows: Row[];
}

const YES_NO = (yes: string, no: string) => (value: boolean | null) => (value === null ? null : value ? yes : no);

/** A row whose finding is to be true. */
function holds(what: string, value: boolean | null, yes: string, no: string): Row {
  return { what, expected: yes, measured: YES_NO(yes, no)(value), agrees: value };
}

const kept = (what: string, value: boolean | null) => holds(what, value, 'kept and sent', 'not kept');

/** Everything that was found, in the order in which a reader asks for it. Sections are those of RFC 6265bis. */
export function groupsOf(found: Findings): Group[] {
  return [
    { title: 'Names and windows', rows: namesAndWindows(found) },
    { title: 'Attributes', rows: attributes(found) },
    { title: 'Prefixes and size', rows: prefixesAndSize(found) },
    { title: 'SameSite, from the shop’s own pages', rows: SAME_SITES.map((value) => sameSite(value, found)) },
    {
      title: 'SameSite, from Mallory’s site',
      isMallorys: true,
      rows: [...SAME_SITES.map((value) => crossSite(value, found)), ...cross(found)],
    },
  ];
}

function namesAndWindows(found: Findings): Row[] {
  const { reached, popup, script, back, eventMilliseconds, stream } = found;
  return [
    holds('The site', found.ownName, 'at its own name', 'at another address: the shop shares its host'),
    holds('The shops’ own hosts', reached.shop, 'reached', 'not reached'),
    holds('The sub-host of a shop', reached.subHost, 'reached', 'not reached'),
    holds('Mallory’s site', reached.mallory, 'reached', 'not reached'),
    holds('JavaScript', script, 'runs', 'does not run'),
    holds('A window opened by a click', popup, 'opens', 'is blocked'),
    {
      what: 'The first event of a stream',
      expected: 'comes at once',
      measured: stream && (eventMilliseconds === null ? 'did not come in time' : `came after ${eventMilliseconds} ms`),
      agrees: stream && stream === 'live',
    },
    holds(
      'Back to a no-store page, when a cookie has changed',
      back && back === 'asked',
      'asks the server',
      'shows the old page',
    ),
  ];
}

function attributes(found: Findings): Row[] {
  return [
    kept('No attribute', found.kept),
    holds('The same in a frame of the same site', found.framed, 'sent', 'not sent'),
    holds('HttpOnly (4.1.2.6)', found.httpOnlyHidden, 'hidden from scripts', 'scripts read it'),
    secure(found),
    holds('Path (4.1.2.4)', found.path, 'sent below it only', 'not heeded'),
    holds('Two of one name (5.8.3)', found.nearerFirst, 'longer Path first', 'shorter Path first'),
    holds('Domain (4.1.2.3)', found.domainReachesSubHost, 'reaches the sub-host', 'does not reach it'),
    holds('No Domain', found.hostOnlyStays, 'stays on its host', 'reaches the sub-host'),
    holds('Domain, set by the sub-host (8.6)', found.planted, 'reaches the host above', 'does not reach it'),
    days(found),
    holds('Expires in the past (4.1.2.1)', found.pastDeletes, 'deletes it', 'leaves it'),
  ];
}

function secure({ connection, secureKept }: Findings): Row {
  const expected = {
    https: 'kept and sent',
    loopback: 'as the browser sees loopback',
    http: 'not kept over plain HTTP',
  }[connection];
  const agrees = secureKept === null ? null : connection === 'loopback' || secureKept === (connection === 'https');
  return { what: 'Secure (4.1.2.5)', expected, measured: YES_NO('kept and sent', 'not kept')(secureKept), agrees };
}

const MAX_DAYS = 400;

function days({ days: kept }: Findings): Row {
  return {
    what: 'Max-Age of 800 days (5.5)',
    expected: `${MAX_DAYS} days at most`,
    measured: kept === null ? null : `${kept} days`,
    agrees: kept === null ? null : kept <= MAX_DAYS,
  };
}

function prefixesAndSize(found: Findings): Row[] {
  const isSecure = found.connection !== 'http';
  const right = (what: string, value: boolean | null): Row =>
    isSecure
      ? kept(what, value)
      : { ...holds(what, value === null ? null : !value, 'not kept over plain HTTP', 'kept') };
  return [
    right('__Secure- with Secure (4.1.3.1)', found.securePrefix.right),
    holds('__Secure- without Secure', found.securePrefix.wrong, 'refused', 'kept'),
    right('__Host- with Secure and Path=/ (4.1.3.2)', found.hostPrefix.right),
    holds('__Host- with another Path', found.hostPrefix.wrong, 'refused', 'kept'),
    kept('Name and value of 4,096 bytes (5.6)', found.fullKept),
    {
      what: 'Of 4,097 bytes',
      expected: 'ignored, the old one stays',
      measured:
        found.large &&
        { 'old-stays': 'ignored, the old one stays', replaced: 'kept', gone: 'both are gone' }[found.large],
      agrees: found.large && found.large === 'old-stays',
    },
  ];
}

const NAMES: Record<SameSite, string> = {
  unset: 'SameSite unset',
  lax: 'SameSite=Lax',
  strict: 'SameSite=Strict',
  none: 'SameSite=None without Secure',
  'none-secure': 'SameSite=None; Secure',
};

/** Is this cookie kept at all? */
const isKept = (value: SameSite, { connection }: Findings) =>
  value === 'none-secure' ? connection !== 'http' : value !== 'none';

function sameSite(value: SameSite, found: Findings): Row {
  return sentRow(value, found.sameSite[value], [isKept(value, found) ? WAYS : []]);
}

/** RFC 6265bis, 5.6.7.2: a browser may send a cookie without SameSite with forms, while it is younger than two minutes. */
function crossSite(value: SameSite, found: Findings): Row {
  const allowed: Record<SameSite, readonly (readonly Way[])[]> = {
    unset: [['link'], ['link', 'form']],
    lax: [['link']],
    strict: [[]],
    none: [[]],
    // The RFC leaves it to the browser whether what it frames of another site has its cookies.
    'none-secure': isKept(value, found) ? [WAYS, ['link', 'form']] : [[]],
  };
  return sentRow(value, found.crossSite[value], allowed[value]);
}

const WORDS: Record<Way, string> = { link: 'link', form: 'form', frame: 'frame', fetch: 'script' };

function inWords(ways: readonly Way[]): string {
  if (ways.length === WAYS.length) return 'with all four';
  return `with ${ways.map((way) => WORDS[way]).join(' and ')}`;
}

/** @param sets ways that the cookie came by; or several such sets, each of which will do */
function sentInWords(sets: readonly (readonly Way[])[]): string {
  return sets.every((ways) => ways.length === 0) ? 'never sent' : `sent ${sets.map(inWords).join(', or ')}`;
}

/** @param allowed each set of ways that agrees with the RFC */
function sentRow(value: SameSite, sent: Sent, allowed: readonly (readonly Way[])[]): Row {
  const measured = WAYS.filter((way) => sent[way] !== null);
  const came = measured.filter((way) => sent[way]);
  const missing = WAYS.filter((way) => sent[way] === null).map((way) => WORDS[way]);
  const isLike = (ways: readonly Way[]) => measured.every((way) => ways.includes(way) === came.includes(way));
  const remark = missing.length > 0 ? ` (not measured: ${missing.join(', ')})` : '';
  return {
    what: NAMES[value],
    expected: sentInWords(allowed),
    measured: measured.length === 0 ? null : `${sentInWords([came])}${remark}`,
    agrees: measured.length === 0 ? null : allowed.some(isLike),
  };
}

function cross({ loginKept, fetchMetadata, crossSite }: Findings): Row[] {
  const thirdParty = crossSite['none-secure'].frame;
  return [
    {
      what: 'Cookies of what Mallory frames',
      expected: 'as the browser decides',
      measured: YES_NO('sent', 'blocked, as third-party cookies')(thirdParty),
      agrees: thirdParty === null ? null : true,
    },
    holds('Strict, set in answer to a form', loginKept, 'kept: SameSite does not stop login CSRF', 'not kept'),
    holds('Sec-Fetch-Site', fetchMetadata, 'says cross-site', 'is not sent here'),
  ];
}
