/** What is to be written before the process ends; it begins when the last request has been answered. */
export type LastWork = () => Promise<void>;

// On globalThis: the server's own process waits for it, and Next's bundle knows what there is to write.
const shared = globalThis as typeof globalThis & { sessionLabLastWork?: LastWork[] };

export function beforeTheEnd(work: LastWork): void {
  shared.sessionLabLastWork ??= [];
  shared.sessionLabLastWork.push(work);
}

/** Never rejects: what fails has told the log. */
export async function doLastWork(): Promise<void> {
  await Promise.allSettled((shared.sessionLabLastWork ?? []).map((work) => work()));
}
