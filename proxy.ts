import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { submitFor } from '@/app/submissions';
import { HashingBusy } from '@/lib/account/hashing';
import { logSecurity } from '@/lib/account/security-log';
import { isSealedWithOldKey, sessionCookie } from '@/lib/account/session';
import { currentCookie } from '@/lib/account/visitor';
import { reachedByCheck } from '@/lib/check/checks';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import { type Place, shopAddressOf } from '@/lib/http/origins';
import { isProvenSameOrigin } from '@/lib/http/same-origin';
import { contentSecurityPolicy, REPORTS_PATH, type Reached } from '@/lib/http/security-headers';
import { type Answer, MAX_BENCH_BODY_BYTES, MAX_BODY_BYTES, type Refusal, readFields } from '@/lib/http/submission';
import { errorText, log } from '@/lib/log';

/**
 * The front door: settles host, method, origin and body size before anything else, hands a form to the page it belongs
 * to, and gives every page its content security policy. It alone proves where a form came from, and without it no form
 * is taken. It decides nothing about who may do what: each page and each form guards itself (lib/account/guards.ts).
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { place } = arrival();
  const { pathname } = request.nextUrl;
  if (!place) return sentence(421, 'This server does not answer to that name.');
  if (place.part !== 'site') return sentence(404, 'There is nothing at this address.');
  if (pathname.startsWith('/_next/image')) return sentence(404, 'There is nothing at this address.');
  if (isJsonCall(pathname)) return refuseCall(request, place) ?? NextResponse.next();
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      if (pathname.startsWith('/_next/')) return NextResponse.next();
      return isFormOnly(pathname) ? refusePage(request, { status: 405, because: 'method' }, 'POST') : readPage(request);
    case 'POST':
      return takeSubmission(request, place);
    default:
      return sentence(405, 'This method is not answered here.', { Allow: 'GET, HEAD, POST' });
  }
}

function isFormOnly(pathname: string): boolean {
  return pathname === '/logout';
}

function sentence(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}

/** The JSON calls about benches and their policies (design.md, section 5), of the course's pages and of "check this room". */
function isJsonCall(pathname: string): boolean {
  return /^\/api\/(benches|check|grid|learn)(\/|$)/.test(pathname);
}

/**
 * A call may come from a script or a command line, which send no Origin. A browser sends one, and from another site's
 * page it is refused; JSON is asked for, since a form of another site can send no JSON.
 */
function refuseCall(request: NextRequest, place: Place): Response | null {
  const { headers, method } = request;
  if (!['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'].includes(method)) {
    return failure(405, 'This method is not answered here.', { Allow: 'GET, HEAD, POST, PATCH, DELETE' });
  }
  const claimed = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'none';
  if ((claimed !== null && claimed !== place.origin) || !['same-origin', 'none'].includes(site)) {
    return failure(403, 'This call comes from another site’s page.');
  }
  if (method !== 'POST' && method !== 'PATCH') return null;
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return failure(415, 'Calls are sent as application/json here.');
  const flaw = bodyFlaw(request, MAX_BENCH_BODY_BYTES);
  return flaw && failure(flaw.status, flaw.because, { Connection: 'close' });
}

/** A refused JSON call: one sentence under "error". */
function failure(status: number, error: string, headers: Record<string, string> = {}): Response {
  return Response.json({ error }, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

/** A page under its own policy. Next reads the nonce from the request's copy of the header. */
function page(request: NextRequest, path?: string): NextResponse {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), reachedFrom(request.nextUrl.pathname));
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = path
    ? NextResponse.rewrite(new URL(path, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** The workbench and the chapters frame shops, and send forms of the jar to them; "check this room" begins at its own place. No other page does. */
function reachedFrom(pathname: string): Reached {
  const { place } = arrival();
  if (!place) return {};
  if (/^\/(bench|learn)(\/|$)/.test(pathname)) {
    const shops = [shopAddressOf(place, '*').origin];
    return { forms: shops, frames: shops };
  }
  return pathname === '/check' ? reachedByCheck(place) : {};
}

async function readPage(request: NextRequest): Promise<Response> {
  const response = page(request);
  const resealed = await sealedAnew(request);
  if (resealed) response.headers.append('set-cookie', resealed);
  return response;
}

/** After a change of keys: the same content, sealed with the new key, so that the old key can be dropped one day. */
async function sealedAnew(request: NextRequest): Promise<string | null> {
  const { place } = arrival();
  const reading = await currentCookie();
  if (!place || request.method !== 'GET' || reading.cookie !== 'opened' || !isSealedWithOldKey(reading)) return null;
  return sessionCookie(reading.content, place, reading.content.token ? reading.expiresAt : undefined);
}

/** The page that says why a request was refused outright. */
function refusePage(request: NextRequest, refusal: Refusal, allow?: string): Response {
  arrival().refusal = refusal;
  const response = page(request, '/refused');
  if (allow) response.headers.set('Allow', allow);
  if (refusal.retryAfterSeconds) response.headers.set('Retry-After', String(refusal.retryAfterSeconds));
  return response;
}

const FORM_TYPE = 'application/x-www-form-urlencoded';

/** What is wrong with a body before it is read: its length is not said, or too long. */
function bodyFlaw({ headers }: NextRequest, limit: number): { status: number; because: string } | null {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  if (headers.has('transfer-encoding') || !Number.isSafeInteger(length)) {
    return { status: 411, because: 'Say how long the body is: send Content-Length.' };
  }
  return length > limit ? { status: 413, because: `The body is longer than ${limit} bytes.` } : null;
}

/** What is wrong with a POST before its body is looked at. */
function outrightRefusal(request: NextRequest, place: Place): Response | null {
  const { headers } = request;
  const flaw = bodyFlaw(request, MAX_BODY_BYTES);
  if (flaw) return sentence(flaw.status, flaw.because, { Connection: 'close' });
  if (request.nextUrl.pathname === REPORTS_PATH) return null;
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  // A page is drawn in answer to a form alone: in other bodies Next would look for a Server Action, and there is none.
  const isForm = type === FORM_TYPE && !headers.has('next-action');
  if (!isProvenSameOrigin(headers, place.origin)) {
    logSecurity('cross-site-refused', { path: request.nextUrl.pathname });
    return isForm
      ? refusePage(request, { status: 403, because: 'crossSite' })
      : sentence(403, 'This is no form of ours.');
  }
  if (!isForm && !request.nextUrl.pathname.startsWith('/api/')) {
    return sentence(415, `Forms are sent as ${FORM_TYPE} here, and as nothing else.`);
  }
  return null;
}

async function takeSubmission(request: NextRequest, place: Place): Promise<Response> {
  const refused = outrightRefusal(request, place);
  if (refused) return refused;
  if (request.nextUrl.pathname.startsWith('/api/')) return NextResponse.next();

  const submit = submitFor(request.nextUrl.pathname);
  if (!submit) return refusePage(request, { status: 405, because: 'method' }, 'GET, HEAD');
  const fields = readFields(await request.text());
  if (!fields) return refusePage(request, { status: 400, because: 'malformed' });

  const { request: arrived, address } = arrival();
  const submission = {
    fields,
    path: request.nextUrl.pathname,
    place,
    address,
    cookieHeader: arrived.headers.cookie ?? '',
    userAgent: arrived.headers['user-agent'] ?? '',
  };
  return answerWith(request, await submit(submission).catch(unexpected));
}

/** Expected failures are answers. These can come from anywhere below; the log tells the rest by the request's number. */
function unexpected(error: unknown): Refusal {
  if (error instanceof HashingBusy) {
    return { status: 503, because: 'busy', retryAfterSeconds: error.retryAfterSeconds };
  }
  log().error({ event: 'unexpected-error', request: arrival().id, error: errorText(error) });
  if (isDatabaseFailure(error)) return { status: 503, because: 'unavailable', retryAfterSeconds: 10 };
  return { status: 500, because: 'unexpected' };
}

/** Refusals of the request and not of what was typed: the form is not shown again. */
const WITHOUT_FORM = new Set(['busy', 'unavailable', 'unexpected']);

function answerWith(request: NextRequest, answer: Answer): Response {
  if ('to' in answer) {
    const headers = new Headers({
      Location: new URL(answer.to, request.url).href,
      'Cache-Control': 'no-store',
      // Next writes the location into the body.
      'Content-Type': 'text/plain; charset=utf-8',
    });
    for (const cookie of answer.setCookies ?? []) headers.append('Set-Cookie', cookie);
    return new Response(null, { status: 303, headers });
  }
  if (WITHOUT_FORM.has(answer.because ?? '') || isFormOnly(request.nextUrl.pathname)) {
    return refusePage(request, answer);
  }
  arrival().refusal = answer;
  const response = page(request);
  if (answer.retryAfterSeconds) response.headers.set('Retry-After', String(answer.retryAfterSeconds));
  return response;
}
