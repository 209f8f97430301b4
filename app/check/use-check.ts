import { useEffect, useRef, useState } from 'react';
import type { Seen, Told } from '@/lib/check/seen';
import { isNameable } from '@/lib/http/policy-source';

/** How long an address may take to be reached. */
const REACH_MILLISECONDS = 2500;
/** How long the first event of a stream is waited for. */
const EVENT_MILLISECONDS = 4000;
const POLL_MILLISECONDS = 300;
/** A walk that shows nothing new for so long has come to its end, wherever it is. */
const STILL_MILLISECONDS = 15_000;

export interface RunningCheck {
  seen: Seen | null;
  state: 'before' | 'measuring' | 'blocked' | 'done' | 'failed';
  /** Where the walk begins: for a visitor whose browser opened no window. */
  begin: string | null;
  start(): void;
}

interface Begun {
  key: string;
  begin: string;
  reach: Record<string, string | null>;
}

/** A check that the page's script runs: asks for the addresses, opens the walk in a window, and listens to the server. */
export function useCheck(measured: Seen | null): RunningCheck {
  const [seen, setSeen] = useState(measured);
  const [state, setState] = useState<RunningCheck['state']>(measured ? 'done' : 'before');
  const [begin, setBegin] = useState<string | null>(null);
  const left = useRef(new AbortController());
  useEffect(() => {
    left.current = new AbortController();
    return () => left.current.abort();
  }, []);

  async function run(popup: Window | null) {
    const { key, ...begun }: Begun = await call('/api/check', {});
    const address = `/api/check/${key}`;
    history.replaceState(null, '', `/check?key=${key}`);
    const told = (told: Told) => call<Seen>(address, told).then(setSeen);
    const event = firstEvent(`${address}/events`).then((eventMilliseconds) => told({ eventMilliseconds }));
    const addresses = Object.values(begun.reach).filter((one) => one !== null);
    await Promise.all(addresses.filter((one) => !isForWindow(one)).map(reach));
    for (const one of addresses.filter(isForWindow)) await reachByWindow(popup, one, () => call<Seen>(address));
    await told({ popup: popup ? 'opened' : 'blocked' });
    const now = await call<Seen>(address);
    const isReached = !now.ownHost || now.stations['reach-shop'] !== undefined;
    if (popup && isReached) popup.location.replace(begun.begin);
    else popup?.close();
    if (!popup && isReached) {
      await event;
      setBegin(begun.begin);
      return setState('blocked');
    }
    if (isReached) await followed(address, setSeen, left.current.signal);
    await event;
    setState('done');
  }

  function start() {
    // In the click itself: a window opened later is one that nobody asked for.
    const popup = window.open('about:blank', '_blank', 'popup,width=560,height=420');
    setState('measuring');
    setSeen(null);
    setBegin(null);
    run(popup).catch(() => {
      popup?.close();
      setState('failed');
    });
  }

  return { seen, state, begin, start };
}

async function call<T>(address: string, body?: object): Promise<T> {
  const response = await fetch(address, {
    method: body ? 'POST' : 'GET',
    ...(body && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${address} was answered with ${response.status}.`);
  return response.json();
}

/** The server notes what arrives: the answer is none of this page's business. */
function reach(address: string): Promise<unknown> {
  return fetch(address, { mode: 'no-cors', signal: AbortSignal.timeout(REACH_MILLISECONDS) }).catch(() => {});
}

/**
 * Between IPv4 and IPv6 no script is let through: no policy can name the one, and from the internet's addresses to a
 * private one browsers refuse (Private Network Access).
 */
const isForWindow = (address: string) => !isNameable(address) || (isIpv4(address) && !isNameable(location.origin));
const isIpv4 = (address: string) => /^[\d.]+$/.test(new URL(address).hostname);

/** Sends the window there until the server has seen it. */
async function reachByWindow(popup: Window | null, address: string, look: () => Promise<Seen>): Promise<void> {
  if (!popup) return;
  const begun = performance.now();
  popup.location.replace(address);
  do {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  } while (!(await look()).stations['reach-mallory'] && performance.now() - begun < REACH_MILLISECONDS);
}

/** How long the first event took, in milliseconds; null where it did not come in time. */
function firstEvent(address: string): Promise<number | null> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const events = new EventSource(address);
    const end = (milliseconds: number | null) => {
      clearTimeout(timer);
      events.close();
      resolve(milliseconds);
    };
    const timer = setTimeout(() => end(null), EVENT_MILLISECONDS);
    events.onmessage = () => end(Math.round(performance.now() - begun));
    events.onerror = () => end(null);
  });
}

/** Follows a walk to its end, or until nothing more comes of it. */
async function followed(address: string, show: (seen: Seen) => void, left: AbortSignal): Promise<void> {
  let known = '';
  let changed = performance.now();
  while (!left.aborted && performance.now() - changed < STILL_MILLISECONDS) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    const seen = await call<Seen>(address);
    const now = JSON.stringify(seen);
    if (now !== known) changed = performance.now();
    known = now;
    show(seen);
    if (seen.stations.end) return;
  }
}
