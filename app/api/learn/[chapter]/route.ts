import { z } from 'zod';
import { json, readJson } from '@/app/api/benches/call';
import { checked } from '@/app/bench/answer-call';
import { currentReader, writingReader } from '@/app/learn/reader';
import { refusalFor } from '@/app/learn/refusals';
import { viewOf } from '@/app/learn/view';
import { doWork, type Standing, standingOf } from '@/app/learn/work';
import { findWritten } from '@/app/learn/written';
import { describeBench } from '@/lib/bench/describe';
import type { Chapter } from '@/lib/course/chapter';
import { isDatabaseFailure } from '@/lib/db';
import { arrival } from '@/lib/http/arrival';
import type { Place } from '@/lib/http/origins';
import { errorText, log } from '@/lib/log';

interface ChapterRoute {
  params: Promise<{ chapter: string }>;
}

/** Whether the wire has carried the reader further. */
export function GET(_: Request, route: ChapterRoute): Promise<Response> {
  return answer(route, async (chapter, place) =>
    json(await told(chapter, place, await standingOf(chapter, await currentReader()))),
  );
}

const bodySchema = z.record(z.string().max(20), z.string().max(4000));

/** What the chapter's forms do, without leaving the page. */
export function POST(request: Request, route: ChapterRoute): Promise<Response> {
  return answer(route, async (chapter, place) => {
    const fields = checked(await readJson(request), bodySchema);
    const { reader, setCookies } = await writingReader();
    const standing = await doWork({ chapter, reader, fields, address: arrival().address });
    const headers = setCookies.map((cookie): [string, string] => ['Set-Cookie', cookie]);
    return json(await told(chapter, place, standing), 200, Object.fromEntries(headers));
  });
}

async function told(chapter: Chapter, place: Place, { notes, bench }: Standing) {
  return { chapter: viewOf(chapter, notes, bench), bench: bench && (await describeBench(bench, place)) };
}

async function answer(
  { params }: ChapterRoute,
  respond: (chapter: Chapter, place: Place) => Promise<Response>,
): Promise<Response> {
  const { place, id } = arrival();
  const chapter = findWritten((await params).chapter);
  if (!place || !chapter) return json({ error: 'There is no such chapter.' }, 404);
  try {
    return await respond(chapter, place);
  } catch (error) {
    const refusal = refusalFor(error);
    if (refusal) {
      const { status, sentence, retryAfterSeconds } = refusal;
      return json({ error: sentence }, status, retryAfterSeconds ? { 'Retry-After': String(retryAfterSeconds) } : {});
    }
    log().error({ event: 'unexpected-error', request: id, error: errorText(error) });
    if (!(error instanceof Error && isDatabaseFailure(error)))
      return json({ error: 'This went wrong here, and was logged.' }, 500);
    return json({ error: 'The database does not answer. Try again in a moment.' }, 503, { 'Retry-After': '10' });
  }
}
