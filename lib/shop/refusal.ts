/** The shop does not do what it was asked for, and has done nothing of it. The message is one sentence for the visitor. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: RefusalStatus;
  readonly headers: Record<string, string>;

  constructor(status: RefusalStatus, sentence: string, headers: Record<string, string> = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 503;

/** Nobody is logged in, and what was asked for needs somebody. */
export class LoginRequired extends Error {
  override name = 'LoginRequired';
}

/**
 * A 401 must say how to log in. No registered scheme means "by the form on the page", so this one is made up; browsers
 * ignore a scheme they do not know.
 * @see RFC 9110, 11.6.1 and 15.5.2
 */
export const LOGIN_CHALLENGE = { 'WWW-Authenticate': 'Form realm="shop"' };
