import { log } from '@/lib/log';

const MAX_REPORTS_A_MINUTE = 60;
const REPORT_LENGTH = 2000;

let minute = 0;
let reports = 0;

/** Where browsers report what a page's policy has blocked: a line in the log, and never more lines than anybody reads. */
export async function POST(request: Request): Promise<Response> {
  const now = Math.floor(Date.now() / 60_000);
  if (now !== minute) {
    minute = now;
    reports = 0;
  }
  reports += 1;
  if (reports <= MAX_REPORTS_A_MINUTE) {
    log().warn({ event: 'csp-report', report: (await request.text()).slice(0, REPORT_LENGTH) });
  }
  return new Response(null, { status: 204 });
}
