import type { RecordedStep } from './step';

/** A header line as it crossed the wire: name and value, in order, repeated ones apart. */
export type HeaderLine = [name: string, value: string];

/** Who sent the request: the visitor's own browser (or a client of theirs), or Mallory's client. */
export type Sender = 'browser' | 'mallory';

/** One request and its response, with what the server did in between. */
export interface Exchange {
  /** Its number on this bench, from 1. */
  n: number;
  sender: Sender;
  /** The name of the lab's own client that sent it, as "ada"; absent where it was a visitor's browser or script. */
  scripted?: string;
  /** Whom it was sent to, where that was not the shop but Mallory's site. */
  to?: 'mallory';
  /** When the request arrived, by the bench's clock: milliseconds since 1970. */
  at: number;
  /** The number of the TCP connection on this bench, from 1, and the address at its other end. */
  connection: { number: number; peer: string };
  request: {
    method: string;
    /** The target of the request line, as it was sent. */
    target: string;
    headers: HeaderLine[];
    body: string;
    /** Size of head and body. */
    bytes: number;
  };
  response: {
    status: number;
    reason: string;
    headers: HeaderLine[];
    body: string;
    bytes: number;
    /** The body is longer than what is kept of it. */
    cut: boolean;
  };
  steps: RecordedStep[];
  /** From the request's arrival until the response had left. */
  micros: number;
  /** Under which mechanism and store it was answered. */
  mechanism: string;
  store: string | null;
  /** Which of two servers answered, where there are two. */
  server?: 1 | 2;
  /** How many requests this entry stands for, when it sums up a run. */
  times?: number;
}
