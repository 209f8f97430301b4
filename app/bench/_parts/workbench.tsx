'use client';

import { type ReactNode, useRef, useState } from 'react';
import { Notice } from '@/app/_ui/notice';
import type { BenchView } from '@/lib/bench/view';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { Exchange } from '@/lib/wire/exchange';
import { originalValues } from '../original-values';
import { type ActionFields, Actions } from './action-form';
import { BenchHead } from './bench-head';
import { BrowserPane } from './browser-pane';
import { PANES, type PaneName, PaneTabs, useTabs } from './pane-tabs';
import { PolicyBar } from './policy-bar';
import { ServerPane } from './server-pane';
import type { MissingStores } from './switch-field';
import { useNew } from './use-new';
import { useSpoken } from './use-spoken';
import { WirePane } from './wire-pane';

export type WorkbenchProps = {
  view: BenchView;
  exchanges: Exchange[];
  /** The address of this page: its forms are sent there, and the jar comes back there. */
  returnTo: string;
  presets: { id: string; title: string }[];
  /** Stores that cannot be chosen here, and why. */
  stores?: MissingStores;
  /** The policy before its last change. */
  before?: SessionPolicy;
  /** The exchange that the address asks for; else the newest one is shown, and whatever comes after it. */
  selected?: number;
  /** The exchange to compare it with. */
  compareWith?: number;
  /** A chapter shows what it has told of. */
  panes?: readonly PaneName[];
  switches?: string[];
  /** Takes what the forms ask for, where script runs; without it they are sent to the page. */
  onAction?: (fields: ActionFields) => void;
  /** What could not be done, in one sentence. */
  refusal?: ReactNode;
  /** Where others find this bench. */
  shareAddress?: string;
  /** Ways on, beside the title. */
  links?: ReactNode;
  /** Raised whenever the shop's frame is to begin again. */
  reloads?: number;
  /** The frame begins with an empty jar: the bench has just been put back to its start. */
  isStart?: boolean;
  /** What the last fault has come to, in one sentence. */
  happened?: string;
  /** Mallory's client: below the browser, or a tab of its own. */
  mallory?: ReactNode;
};

/** The whole bench: policy, browser, wire and server, drawn from plain data; it works without script. */
export function Workbench(props: WorkbenchProps) {
  const { view, exchanges, returnTo } = props;
  const panes = (props.panes ?? PANES).filter((name) => name !== 'mallory' || props.mallory);
  const [selected, setSelected] = useState<number | null>(props.selected ?? null);
  const [compareWith, setCompareWith] = useState(props.compareWith);
  const [pane, setPane] = useState<PaneName>(panes[0] ?? 'browser');
  const tabs = useRef<HTMLElement>(null);
  const areTabs = useTabs(tabs);
  const spoken = useSpoken(exchanges);
  const exchange = exchanges.find(({ n }) => n === selected) ?? exchanges.at(-1);
  const isNew = useNew(exchange?.n ?? 0);
  const originals = originalValues(exchanges);

  const content: Record<PaneName, ReactNode> = {
    browser: (
      <BrowserPane
        view={view}
        exchanges={exchanges}
        originals={originals}
        returnTo={returnTo}
        reloads={props.reloads ?? 0}
        isStart={props.isStart ?? false}
        canCopy={panes.includes('mallory')}
      />
    ),
    mallory: props.mallory,
    wire: (
      <WirePane
        exchanges={exchanges}
        exchange={exchange}
        compareWith={compareWith}
        originals={originalValues(exchanges, exchange?.n)}
        isNew={isNew}
        origin={new URL(view.url).origin}
        address={returnTo}
        onSelect={setSelected}
        onCompare={(n) => setCompareWith(n ?? undefined)}
      />
    ),
    server: <ServerPane view={view} exchange={exchange} happened={props.happened} />,
  };
  return (
    <Actions address={returnTo} onAction={props.onAction}>
      <div className="bench">
        <BenchHead view={view} shareAddress={props.shareAddress} links={props.links} />
        <p className="bench-said small" role="status">
          {spoken}
        </p>
        {props.refusal}
        {view.warnings.map((warning) => (
          <Notice key={warning} kind="note">
            {warning}
          </Notice>
        ))}
        {!view.ownHost && (
          <Notice kind="note">
            The shop shares this host with the site and is fenced in by a path, and so are its cookies: prefixes, Domain
            and other hosts cannot be shown here.
            {view.address && (
              <>
                {' '}
                It has a host of its own at <a href={view.address}>{view.address}</a>.
              </>
            )}
          </Notice>
        )}
        <PolicyBar
          policy={view.policy}
          stores={props.stores}
          preset={view.preset}
          changed={view.changed}
          presets={props.presets}
          before={props.before}
          only={props.switches}
        />
        {panes.length > 1 && <PaneTabs ref={tabs} panes={panes} areTabs={areTabs} current={pane} onChoose={setPane} />}
        <div className="panes" data-count={panes.filter((name) => name !== 'mallory').length}>
          {panes.map((name) => (
            <section
              key={name}
              className="pane"
              id={`pane-${name}`}
              data-actor={name === 'wire' ? undefined : name}
              role={areTabs ? 'tabpanel' : undefined}
              aria-label={name === 'mallory' ? 'Mallory' : name}
              hidden={areTabs && name !== pane}
            >
              {content[name]}
            </section>
          ))}
        </div>
      </div>
    </Actions>
  );
}
