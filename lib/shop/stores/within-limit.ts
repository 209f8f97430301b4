/**
 * Waits for work that others do, but not for ever: a server that has stopped answering must not stop us.
 * @throws {Error} when the limit has passed; the work itself is not called off
 */
export async function withinLimit<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms.`)), milliseconds);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
