import type { Exchange } from '@/lib/wire/exchange';
import { headerOf } from '@/lib/wire/header-of';
import { isRefusal, sentenceOf } from '@/lib/wire/sentence';
import { answerOf } from '@/lib/wire/summary';
import type { Chapter, Step } from './chapter';
import { cut, type Notes, type Observation } from './notebook';
import { pathOf } from './waiting';

/** How many steps may be done by now: before the question is answered none, or those that come before it. */
function allowed({ steps, stepsBefore = 0 }: Chapter, { prediction }: Notes): number {
  return prediction === null ? stepsBefore : steps.length;
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
      done: now.done || observations.length === chapter.steps.length,
    };
  }
}

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
