'use client';

import { findingsOf } from '@/lib/check/findings';
import { groupsOf } from '@/lib/check/rows';
import type { Seen } from '@/lib/check/seen';
import { verdictsOf } from '@/lib/check/verdicts';
import { Facts } from '../_ui/facts';
import { Notice, Refusal } from '../_ui/notice';
import { Section } from '../_ui/sheet';
import { CopyButton } from '../bench/_parts/copy-button';
import { dateAndTime } from '../bench/_parts/utc';
import { asText } from './as-text';
import { Measured } from './measured';
import { type RunningCheck, useCheck } from './use-check';
import { Verdicts } from './verdicts';

interface RoomProps {
  /** What has been measured already. */
  measured: Seen | null;
  /** As it calls itself; nothing is decided by it. */
  browser: string;
}

/** The button, and what the check has found so far. */
export function Room({ measured, browser }: RoomProps) {
  const check = useCheck(measured);
  const { seen, state, begin, start } = check;
  return (
    <>
      <Section>
        <p className="lead check-before">
          Browsers differ, and so do networks. One click measures what really happens here, with cookies of its own, and
          says of each chapter whether it can be shown.
        </p>
        <form
          method="post"
          action="/check"
          className="check-start"
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <button type="submit" className={seen ? 'btn' : 'btn btn-main'} disabled={state === 'measuring'}>
            {seen ? 'Check again' : 'Check this room'}
          </button>
        </form>
        <p role="status">{sentenceOf(check)}</p>
        {begin && (
          <p>
            <a className="btn" href={begin}>
              Go on in this window
            </a>
          </p>
        )}
        {state === 'failed' && <Refusal title="The server did not answer. Check again in a moment." />}
        <noscript>
          <p>
            No script runs in this browser. The check then leads through some ten pages in this window; twice you press
            a button, since only a hand sends a form. What only a script can see is left out and named.
          </p>
        </noscript>
      </Section>
      {seen && <Results seen={seen} browser={browser} isRunning={state === 'measuring'} />}
    </>
  );
}

function sentenceOf({ state, seen }: RunningCheck): string {
  if (state === 'measuring') return 'Measuring: a window opens, walks from page to page, and closes by itself.';
  if (state === 'blocked') return 'This browser blocked the window. The same pages can be walked through in this one.';
  if (state === 'failed' || !seen) return '';
  const working = verdictsOf(findingsOf(seen)).filter(({ kind }) => kind === 'works').length;
  return `Measured. ${working} of 16 chapters work in this browser, at this address.`;
}

function Results({ seen, browser, isRunning }: Omit<RoomProps, 'measured'> & { seen: Seen; isRunning: boolean }) {
  const found = findingsOf(seen);
  const verdicts = verdictsOf(found);
  const groups = groupsOf(found);
  const facts = [
    { term: 'When', detail: `${dateAndTime(Date.parse(seen.begun))} UTC` },
    { term: 'Browser', detail: `${browser} (as it calls itself)` },
    { term: 'Address', detail: <code>{seen.origin}</code> },
  ];
  const isElsewhere = !found.ownName && found.reached.shop && found.reached.subHost;
  return (
    <>
      <Section label="Room">
        <Facts items={facts} />
        {isElsewhere && (
          <Notice kind="note">
            This browser reaches all hosts of this site by their own names: there more can be shown. Check{' '}
            <a href={`${seen.ownName}/check`}>{seen.ownName}</a>
          </Notice>
        )}
        {!isRunning && (
          <p className="row">
            <CopyButton text={asText(browser, seen)}>Copy as text</CopyButton>
          </p>
        )}
      </Section>
      <Section label="Chapters" wide={<Verdicts verdicts={verdicts} isRunning={isRunning} />} />
      <Section
        label="Measured"
        wide={groups.map((group) => <Measured key={group.title} group={group} isRunning={isRunning} />)}
      >
        <p>
          Each line is a cookie or a request of this browser; a request comes about by a link, a form, a frame or a
          script. What is expected of cookies stands in{' '}
          <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis">RFC 6265bis</a>, in the section
          that is named.
        </p>
      </Section>
    </>
  );
}
