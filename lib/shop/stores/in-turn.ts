// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabTurns?: Map<string, Promise<unknown>> };

/**
 * Does one piece of work after the other for each name. A store that reads, changes and writes back needs it: without,
 * a touch that had read before a logout would write after it, and the session would be back.
 */
export function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  shared.sessionLabTurns ??= new Map();
  const turns = shared.sessionLabTurns;
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  turns.set(name, mine);
  const forget = () => {
    if (turns.get(name) === mine) turns.delete(name);
  };
  mine.then(forget, forget);
  return mine;
}
