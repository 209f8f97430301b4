import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { isRefusal, sentenceOf } from '@/lib/wire/sentence';
import { answerOf } from '@/lib/wire/summary';
import type { Chapter, Step } from './chapter';
import { cut, type Notes, type Observation } from './notebook';
import { pathOf } from './waiting';

/**
 * How many steps may be done by now: before the question is answered none, or those that come before it. A walkthrough
 * puts the question to a class and goes on.
 */
function allowed({ steps, stepsBefore = 0 }: Chapter, { prediction, walked }: Notes): number {
  return prediction === null && !walked ? stepsBefore : steps.length;
}

/** The step that is to be done next; null where the question stands before it, or all are done. */
export function nextStep(chapter: Chapter, notes: Notes): { step: Step; number: number } | null {
  const number = notes.observations.length;
  const step = number < allowed(chapter, notes) ? chapter.steps[number] : undefined;
  return step ? { step, number } : null;
}

/**
 * Takes the reader on as far as what has crossed the wire carries them.
 * @param exchanges of the chapter's bench, in order; those from before the experiment are left out
 * @returns the notes themselves where nothing has changed
 */
export function advance(chapter: Chapter, notes: Notes, exchanges: readonly Exchange[]): Notes {
  const soFar = exchanges.filter(({ n }) => n > notes.since);
  let now = notes;
  for (;;) {
    const next = nextStep(chapter, now);
    const observation = next && observed(next.step, now, soFar);
    if (!observation) return now;
    const observations = [...now.observations, observation];
    now = {
      ...now,
      observations,
      pressed: null,
      hints: null,
      done: now.done || (observations.length === chapter.steps.length && !observations.some(({ skipped }) => skipped)),
    };
  }
}

/**
 * A walkthrough stands at a step, whether those before it were done or not. What was passed over is noted as not done;
 * going back takes that note away again, and never what was really done.
 * @param number of the step, from 0
 * @param last the bench's last exchange: only what comes after it counts at the step
 * @returns the notes themselves where nothing has changed
 */
export function placedAt(notes: Notes, number: number, last: number): Notes {
  const { observations } = notes;
  const done = observations.findLastIndex(({ skipped }) => !skipped) + 1;
  const length = Math.max(done, number);
  if (length === observations.length) return notes.walked ? notes : { ...notes, walked: true };
  const passed = Array.from({ length: Math.max(0, length - observations.length) }, () => passedOver(last));
  return {
    ...notes,
    walked: true,
    observations: [...observations.slice(0, length), ...passed],
    pressed: null,
    hints: null,
  };
}

const passedOver = (until: number): Observation => ({
  exchange: null,
  request: null,
  status: null,
  reason: null,
  said: null,
  until,
  skipped: true,
});

/** What shows that a step is done; null while it is not. */
function observed(step: Step, { observations, pressed, since }: Notes, soFar: readonly Exchange[]): Observation | null {
  if (step.press && !pressed) return null;
  const after = Math.max(pressed?.after ?? 0, observations.at(-1)?.until ?? since);
  const said = pressed?.said ?? null;
  if (!step.wait) {
    return {
      exchange: null,
      request: null,
      status: null,
      reason: null,
      said,
      until: Math.max(after, soFar.at(-1)?.n ?? 0),
    };
  }
  const place = soFar.findIndex(
    (exchange, index) => exchange.n > after && step.wait?.(exchange, soFar.slice(0, index + 1)),
  );
  const exchange = soFar[place];
  return exchange ? { ...inShort(exchange), said, until: exchange.n } : null;
}

/** An exchange as it stands in the notebook. */
function inShort(exchange: Exchange): Pick<Observation, 'exchange' | 'request' | 'status' | 'reason'> {
  const { n, sender, request } = exchange;
  const by = sender === 'mallory' ? 'Mallory: ' : '';
  const cookie = headerOf(request.headers, 'cookie') === undefined ? 'without Cookie' : 'with Cookie';
  return {
    exchange: n,
    request: cut(`${by}${request.method} ${pathOf(exchange)}, ${cookie}`),
    status: cut(answerOf(exchange)),
    reason: reasonOf(exchange),
  };
}

/** The server's own reason: its first refusal, else whom it took the visitor for. */
function reasonOf({ steps }: Exchange): string | null {
  const telling = steps.find(isRefusal) ?? steps.findLast((step) => step.kind === 'visitor');
  return telling ? cut(sentenceOf(telling)) : null;
}
