import { db } from '@/lib/db';

const HEADERS = { 'Cache-Control': 'no-store' };

/** For whoever watches the server: 200 when it works, 503 when its database does not answer. */
export async function GET(): Promise<Response> {
  try {
    await db().user.findFirst({ select: { id: true } });
    return Response.json({ status: 'ok' }, { headers: HEADERS });
  } catch {
    return Response.json({ status: 'database unavailable' }, { status: 503, headers: HEADERS });
  }
}
