import { app } from '@/lib/shop/app';
import { Guestbook } from '@/lib/shop/guestbook';
import { changePolicy, type PolicyChanges } from '@/lib/shop/policy';
import { findPreset } from '@/lib/shop/presets';
import type { SessionStore, StoredSession } from '@/lib/shop/stores/store';
import { firstUsers, Users } from '@/lib/shop/users';
import type { World } from '@/lib/shop/world';
import type { RecordedStep, Step } from '@/lib/wire/step';
import { Trace } from '@/lib/wire/trace';

export const ORIGIN = 'http://k7f2.shop.session.localhost:3000';

/** A policy that switches nothing on but what is named. */
export function policyOf(changes: PolicyChanges) {
  const preset = findPreset('lecture-name');
  if (!preset) throw new Error('no such preset');
  return changePolicy(preset.policy, changes);
}

class MapStore implements SessionStore {
  readonly rows = new Map<string, StoredSession>();
  isAway = false;

  async #row<T>(work: () => T): Promise<T> {
    if (this.isAway) throw Object.assign(new Error('away'), { name: 'StoreUnavailable' });
    return work();
  }

  get(key: string) {
    return this.#row(() => this.rows.get(key) ?? null);
  }
  set(key: string, session: StoredSession) {
    return this.#row(() => void this.rows.set(key, structuredClone(session)));
  }
  touch(key: string, times: { seenAt: number; expiresAt: number | null }) {
    return this.#row(() => {
      const row = this.rows.get(key);
      if (row) this.rows.set(key, { ...row, ...times });
    });
  }
  destroy(key: string) {
    return this.#row(() => void this.rows.delete(key));
  }
  list() {
    return this.#row(() => [...this.rows].map(([key, session]) => ({ key, session })));
  }
  async sweep() {
    return 0;
  }
  async clear() {
    this.rows.clear();
  }
}

export interface Sent {
  method?: string;
  form?: Record<string, string> | string;
  headers?: Record<string, string>;
  /** The Cookie header; what the visitor's jar holds unless given. */
  cookie?: string;
  body?: BodyInit;
}

export interface Got {
  status: number;
  headers: Headers;
  body: string;
  steps: RecordedStep[];
  kinds: Step['kind'][];
  setCookie: string[];
}

/** A shop on a bench of its own, and one visitor with a jar that keeps whatever is set. */
export class TestShop {
  readonly store = new MapStore();
  readonly world: World;
  now = Date.UTC(2026, 0, 1);
  peer = '192.0.2.1';
  userAgent = 'Test/1';
  jar = new Map<string, string>();

  constructor(changes: PolicyChanges, base = '') {
    const shop = this;
    this.world = {
      policy: policyOf(changes),
      base,
      origin: ORIGIN,
      mallory: null,
      get peer() {
        return shop.peer;
      },
      now: () => shop.now,
      secrets: { current: 'a secret that is long enough to seal with', fallbacks: [] },
      users: new Users(firstUsers((name) => `password of ${name}`)),
      guestbook: new Guestbook(),
      store: this.store,
      ids: { last: 0 },
      trace: new Trace(),
    };
  }

  change(changes: PolicyChanges) {
    this.world.policy = changePolicy(this.world.policy, changes);
  }

  async send(path: string, sent: Sent = {}): Promise<Got> {
    const trace = new Trace();
    const headers = new Headers({ 'user-agent': this.userAgent, ...sent.headers });
    const cookie = sent.cookie ?? [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie) headers.set('cookie', cookie);
    const isForm = sent.form !== undefined;
    const body = isForm ? new URLSearchParams(sent.form).toString() : sent.body;
    if (isForm) headers.set('content-type', 'application/x-www-form-urlencoded');
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
    const request = new Request(`${ORIGIN}${path}`, { method, headers, body });
    // `peer` is read by getter, so the world is not spread.
    const world: World = Object.create(this.world, { trace: { value: trace } });
    const response = await app.fetch(request, world);
    const setCookie = response.headers.getSetCookie();
    for (const line of setCookie) this.#keep(line);
    const { steps } = trace;
    const kinds = steps.map((step) => step.kind);
    return { status: response.status, headers: response.headers, body: await response.text(), steps, kinds, setCookie };
  }

  get(path: string, sent: Sent = {}) {
    return this.send(path, sent);
  }

  post(path: string, form: Record<string, string> | string = {}, sent: Sent = {}) {
    return this.send(path, { method: 'POST', form, ...sent });
  }

  logIn(username = 'ada', more: Record<string, string> = {}) {
    return this.post('/login', { username, password: `password of ${username}`, ...more });
  }

  #keep(line: string) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (/; Max-Age=0(;|$)/.test(line)) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}

export function stepOf<Kind extends Step['kind']>(got: Got, kind: Kind): Extract<RecordedStep, { kind: Kind }> {
  const step = got.steps.find((one) => one.kind === kind);
  if (!step) throw new Error(`no step ${kind} among ${got.kinds.join(', ')}`);
  return step as Extract<RecordedStep, { kind: Kind }>;
}

/** The token that the forms of a page carry. */
export function tokenIn(page: string): string {
  return /name="csrf_token" value="([^"]+)"/.exec(page)?.[1] ?? '';
}
