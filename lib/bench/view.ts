import type { MalloryAddress } from '@/lib/http/origins';
import type { SessionPolicy } from '@/lib/shop/policy';
import type { SessionState } from '@/lib/shop/state';
import type { Exchange } from '@/lib/wire/exchange';
import type { JarCookie } from '@/lib/wire/jar';

/** A bench as its owner sees it: what `GET /api/benches/:id` answers with, and what the workbench draws. */
export interface BenchView {
  id: string;
  /** The base of its shop, absolute, ending in "/". */
  url: string;
  /** The preset it began with; `changed` where switches differ from it by now. */
  preset: string;
  changed: boolean;
  policy: SessionPolicy;
  users: { username: string; password: string; role: string; email: string; banned: boolean }[];
  /** What this policy cannot do over this visitor's connection. */
  warnings: string[];
  /** The shop has a host of its own here; else it shares one, and is fenced in by a path. */
  ownHost: boolean;
  /** This bench's page where its shop has a host of its own; null where this visitor cannot go there. */
  address: string | null;
  /** Where its corner of Mallory's site is for this visitor. */
  mallory: MalloryAddress;
  server: ServerView;
}

/** The server's side of a bench, which changes with every exchange and every fault. */
export interface ServerView {
  /** The bench's clock, milliseconds since 1970, and whether it stands still. */
  clock: { now: number; paused: boolean; aheadSeconds: number };
  /** When the shop's server was last (re)started, by the bench's clock. */
  startedAt: number;
  /** 2 with the fault "second server". */
  servers: 1 | 2;
  /** What the cookie is signed or sealed with; null where the mechanism needs none. */
  secret: string | null;
  rows: RowView[];
  jar: JarCookie[];
  /** Who the last exchange of the browser turned out to be. */
  loggedInAs: string | null;
  costs: CostView[];
  users: BenchView['users'];
  mallory: MalloryView;
}

/** Mallory's client: what it holds and what it did last. */
export interface MalloryView {
  jar: { name: string; value: string; bytes: number }[];
  /** The name of the shop's session cookie. */
  sessionCookie: string;
  /** The session travels in the address, and not in a cookie. */
  carriesId: boolean;
  /** The id that she goes on with there; null while she has none. */
  carriedId: string | null;
  /** The number of her last exchange; null before the first. */
  lastExchange: number | null;
}

/** A session on the server. */
export interface RowView {
  key: string;
  state: SessionState;
  createdAt: number;
  seenAt: number;
  expiresAt: number | null;
  /** Over by the bench's clock, and not swept yet. */
  expired: boolean;
  /** Which of two servers holds it, where memory is not shared. */
  server?: 1 | 2;
  /** The exchange that wrote it last, and the state before that (null: the row was new then). */
  changed?: { exchange: number; before: SessionState | null };
}

/** What a request has cost lately under one mechanism and store on this bench: medians. */
export interface CostView {
  mechanism: string;
  store: string | null;
  exchanges: number;
  /** Bytes of Cookie and Set-Cookie lines together. */
  cookieBytes: number;
  /** Processor time of the shop's server: reading, looking up, writing back. Not the network. */
  serverMicros: number;
}

export interface WireView {
  exchanges: Exchange[];
  /** The number of the newest exchange. */
  last: number;
}
