import type { ReactNode } from 'react';
import { hasDeviceCookie } from '@/lib/account/device';
import { type CookieReading, cookieAttributes, cookieName, hashToken } from '@/lib/account/session';
import { idleEnd } from '@/lib/account/sessions';
import { currentCookie, currentVisitor, type Visitor } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';
import { Countdown } from './clocks';
import type { Fact } from './facts';
import { type Messages, messages } from './messages';
import { Moment } from './moment';
import { Sentence } from './sentence';
import { Trio } from './trio';

const COOKIE_MAX_BYTES = 4096;

/** Beginning and end of something long; never enough to use it. */
function shortened(text: string, start: number, end: number): string {
  return text.length <= start + end ? text : `${text.slice(0, start)}…${end > 0 ? text.slice(-end) : ''}`;
}

function setWith(): string {
  const { place } = arrival();
  if (!place) return '';
  const { path, httpOnly, sameSite, secure } = cookieAttributes(place);
  return [
    `Path=${path}`,
    httpOnly && 'HttpOnly',
    secure && 'Secure',
    `SameSite=${sameSite === 'lax' ? 'Lax' : sameSite}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function sentDeviceCookie(): boolean {
  const { place, request } = arrival();
  return place !== null && hasDeviceCookie(request.headers.cookie ?? '', place);
}

function browserSent(reading: CookieReading, seen: Messages['seen']): Fact[] {
  const { place, request, address } = arrival();
  const name = place ? cookieName(place) : '';
  const facts: Fact[] = [];
  if (reading.cookie === 'none') facts.push({ term: seen.cookie, detail: seen.noCookie });
  if (reading.cookie === 'twice') facts.push({ term: seen.cookie, detail: seen.twoCookies });
  if ('text' in reading) {
    const bytes = (name.length + reading.text.length).toLocaleString('en');
    facts.push(
      { term: seen.cookie, detail: <code>{`${name}=${shortened(reading.text, 12, 6)}`}</code> },
      { term: seen.length, detail: seen.bytes(bytes, COOKIE_MAX_BYTES.toLocaleString('en')) },
    );
  }
  if (sentDeviceCookie()) facts.push({ term: seen.device, detail: seen.deviceSays });
  facts.push(
    { term: seen.userAgent, detail: request.headers['user-agent']?.slice(0, 200) || seen.noUserAgent },
    { term: seen.address, detail: <code>{address}</code> },
  );
  return facts;
}

function serverRead(reading: CookieReading, seen: Messages['seen']): Fact[] {
  if (reading.cookie === 'refused') return [{ term: seen.seal, detail: seen.sealProblems[reading.problem] }];
  if (reading.cookie !== 'opened') return [{ term: seen.seal, detail: seen.nothing }];
  const { token, preferences } = reading.content;
  return [
    { term: seen.seal, detail: seen.sealOpens },
    { term: seen.sealedUntil, detail: <Moment at={reading.expiresAt} /> },
    { term: seen.token, detail: token ? seen.tokenHidden : seen.noToken },
    { term: seen.preferences, detail: <code>{JSON.stringify(preferences)}</code> },
    { term: seen.yourName, detail: seen.notInCookie },
    { term: seen.attributes, detail: <code>{setWith()}</code> },
  ];
}

function storeAnswered(
  reading: CookieReading,
  visitor: Visitor,
  { seen, profile }: Messages,
  language: string,
): Fact[] {
  const token = reading.cookie === 'opened' ? reading.content.token : undefined;
  if (!token) return [{ term: seen.who, detail: seen.notAsked }];
  const key: Fact = { term: seen.key, detail: <code>{`SHA-256(token) = ${shortened(hashToken(token), 8, 6)}`}</code> };
  const drawnAt = new Date();
  const countdown = (until: Date): ReactNode => (
    <Countdown until={until} drawnAt={drawnAt} language={language} text={seen.left} over={seen.over} />
  );
  switch (visitor.state) {
    case 'unknown':
      return [key, { term: seen.who, detail: seen.noAnswer }];
    case 'anonymous':
      return [key, { term: seen.who, detail: seen.noRow }];
    case 'banned': {
      const since = <Sentence text={seen.bannedSince} parts={{ since: <Moment at={visitor.since} /> }} />;
      return [
        key,
        {
          term: seen.who,
          detail: (
            <span>
              {visitor.name}, {since}
            </span>
          ),
        },
      ];
    }
    case 'user': {
      const { user, session, lookupMilliseconds } = visitor;
      const role = profile.roles[user.role as keyof typeof profile.roles];
      return [
        key,
        { term: seen.who, detail: `${user.username}, ${role}, ${seen.notBanned}` },
        { term: seen.since, detail: <Moment at={session.createdAt} /> },
        { term: seen.idleLeft, detail: countdown(idleEnd(session)) },
        { term: seen.absoluteLeft, detail: countdown(session.expiresAt) },
        { term: seen.took, detail: seen.milliseconds(lookupMilliseconds.toFixed(1)) },
      ];
    }
  }
}

/** This very request in three columns: what the browser sent, what the server read in it, what the store answered. */
export async function Seen() {
  const catalogue = await messages();
  const reading = await currentCookie();
  const visitor = await currentVisitor();
  const { seen, languageCode } = catalogue;
  return (
    <Trio
      columns={[
        { actor: 'browser', title: seen.browserSent, items: browserSent(reading, seen) },
        { actor: 'server', title: seen.serverRead, items: serverRead(reading, seen) },
        { actor: 'store', title: seen.storeAnswered, items: storeAnswered(reading, visitor, catalogue, languageCode) },
      ]}
    />
  );
}
