'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Actor } from '@/app/_ui/glyphs';
import { Notice } from '@/app/_ui/notice';
import { ActionForm } from '@/app/bench/_parts/action-form';
import { Bytes } from '@/app/bench/_parts/bytes';
import { Diagram } from '@/app/bench/_parts/diagram';
import { Frame, shownPath } from '@/app/bench/_parts/frame';
import { Jar } from '@/app/bench/_parts/jar';
import { Log } from '@/app/bench/_parts/log';
import { MallorysActs } from '@/app/bench/_parts/mallorys-acts';
import { MallorysAnswer } from '@/app/bench/_parts/mallorys-answer';
import { MallorysJar } from '@/app/bench/_parts/mallorys-jar';
import { PolicyBar } from '@/app/bench/_parts/policy-bar';
import { ServerPane } from '@/app/bench/_parts/server-pane';
import { useNew } from '@/app/bench/_parts/use-new';
import { useSpoken } from '@/app/bench/_parts/use-spoken';
import { browserTicket } from '@/app/bench/browser-ticket';
import { originalValues } from '@/app/bench/original-values';
import type { BenchView } from '@/lib/bench/view';
import type { Disclosure } from '@/lib/course/disclosure';
import type { Exchange } from '@/lib/wire/exchange';
import { isAmongSame } from '@/lib/wire/parties';
import { useNow } from '../_live/live-chapter';

type LabProps = {
  shows: Disclosure;
  /** The switches that this chapter speaks of. */
  switches: string[];
  /** The exchange that the address asks for. */
  selected: number | undefined;
};

/** The bench as part of a chapter: what has been told of so far, in the reading column's full measure. */
export function Lab(props: LabProps) {
  const { bench } = useNow();
  return bench ? <LabOf bench={bench} {...props} /> : null;
}

function LabOf({ bench, shows, switches, selected }: LabProps & { bench: BenchView }) {
  const { exchanges, address, reloads, isStart } = useNow();
  const [chosen, setChosen] = useState<number | null>(selected ?? null);
  const exchange = exchanges.find(({ n }) => n === chosen) ?? exchanges.at(-1);
  const spoken = useSpoken(exchanges);
  const { server, url } = bench;
  return (
    <section className="lab" aria-label="The bench">
      <div className="lab-h">
        <h2>Your bench</h2>
        <ActionForm does="start-over">
          <Button>Back to the start</Button>
        </ActionForm>
        {shows.everything && (
          <a className="btn" href={`/bench/${bench.id}`}>
            Open the whole bench
          </a>
        )}
      </div>
      {bench.warnings.map((warning) => (
        <Notice key={warning} kind="note">
          {warning}
        </Notice>
      ))}
      {!bench.ownHost && <SharedHost address={bench.address} />}
      {switches.length > 0 && (
        <PolicyBar policy={bench.policy} preset={bench.preset} changed={bench.changed} presets={[]} only={switches} />
      )}
      <p className="off" role="status">
        {spoken}
      </p>
      <div className={shows.jar ? 'lab-g' : 'lab-g one'}>
        <section className="pane" data-actor="browser" aria-label="browser">
          <div className="pane-h">
            <h3>
              <Actor name="browser">browser</Actor>
            </h3>
            <span className="who">
              yours, <b>{server.loggedInAs === null ? 'nobody logged in' : `logged in as ${server.loggedInAs}`}</b>
            </span>
          </div>
          <Frame url={url} path={shownPath(url, exchanges)} reloads={reloads} isStart={isStart} />
        </section>
        {shows.jar && (
          <Jar
            cookies={server.jar}
            shopUrl={url}
            returnTo={`${address}#do`}
            originals={originalValues(exchanges)}
            aheadSeconds={server.clock.aheadSeconds}
            fixed={!shows.edit}
            copied={shows.mallory && !server.mallory.carriesId ? server.mallory.sessionCookie : undefined}
          />
        )}
      </div>
      {shows.mallory && <Mallory bench={bench} exchanges={exchanges} />}
      <Wire exchange={exchange} shows={shows} onSelect={setChosen} />
      {shows.server && (
        <section className="pane" data-actor="server" aria-label="server">
          <ServerPane view={bench} exchange={exchange} happened={undefined} />
        </section>
      )}
    </section>
  );
}

/** Her client and its jar. Her attacks are buttons of the steps. */
function Mallory({ bench: { server }, exchanges }: { bench: BenchView; exchanges: Exchange[] }) {
  const { mallory } = server;
  const theirs = browserTicket(server, exchanges);
  return (
    <section className="pane" data-actor="mallory" aria-label="Mallory">
      <div className="pane-h">
        <h3>
          <Actor name="mallory">Mallory</Actor>
        </h3>
        <span>a client and a jar of her own</span>
      </div>
      <MallorysAnswer
        exchange={exchanges.find(({ n }) => n === mallory.lastExchange)}
        hasSent={mallory.lastExchange !== null}
      />
      <MallorysActs mallory={mallory} theirs={theirs} />
      <MallorysJar mallory={mallory} theirs={theirs} />
    </section>
  );
}

type WireProps = {
  exchange: Exchange | undefined;
  shows: Disclosure;
  onSelect: (n: number | null) => void;
};

function Wire({ exchange, shows, onSelect }: WireProps) {
  const { exchanges, address } = useNow();
  const isNew = useNew(exchange?.n ?? 0);
  return (
    <section className="lab-wire" aria-label="wire">
      <div className="pane-h">
        <h3>wire</h3>
        {exchange && (
          <span className="who num">
            <b>exchange {exchange.n}</b>, connection {exchange.connection.number}, from {exchange.connection.peer}
          </span>
        )}
      </div>
      {!exchange && <p className="small quiet">Nothing has crossed the wire yet.</p>}
      {exchange && (
        <>
          <Log exchanges={exchanges} selected={exchange.n} address={address} onSelect={onSelect} />
          <div className={shows.bytes ? 'lab-g even' : 'lab-g one'}>
            <Diagram key={exchange.n} exchange={exchange} isNew={isNew} />
            {shows.bytes && (
              <Bytes
                exchange={exchange}
                previous={exchanges.findLast((one) => one.n < exchange.n && isAmongSame(one, exchange))}
                originals={originalValues(exchanges, exchange.n)}
              />
            )}
          </div>
        </>
      )}
    </section>
  );
}

function SharedHost({ address }: { address: string | null }) {
  return (
    <Notice kind="note">
      The shop shares this host with the site and is fenced in by a path, and so are its cookies.
      {address && (
        <>
          {' '}
          It has a host of its own at <a href={new URL('/learn', address).href}>{new URL(address).host}</a>.
        </>
      )}
    </Notice>
  );
}
