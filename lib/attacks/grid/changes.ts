// On globalThis, since the bundler may hold this module several times in one process.
const shared = globalThis as typeof globalThis & { sessionLabGridChanges?: number };

/**
 * A number higher than any before, for whatever changes in a grid: a page that has seen one number asks for what came
 * after it. The first is the time, so that numbers go on rising when the server is started anew.
 */
export function nextChange(): number {
  shared.sessionLabGridChanges = (shared.sessionLabGridChanges ?? Date.now()) + 1;
  return shared.sessionLabGridChanges;
}
