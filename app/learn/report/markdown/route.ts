import { inMarkdown, reportOf } from '@/lib/course/report';
import { isDatabaseFailure } from '@/lib/db';
import { currentNotebook } from '../../reader';
import { written } from '../../written';

/** The lab report as a file. */
export async function GET(): Promise<Response> {
  const headers = { 'Cache-Control': 'no-store' };
  try {
    const text = inMarkdown(reportOf(written, await currentNotebook()), new Date());
    return new Response(text, {
      headers: {
        ...headers,
        'Content-Type': 'text/markdown; charset=utf-8',
        'Content-Disposition': 'attachment; filename="lab-report.md"',
      },
    });
  } catch (error) {
    if (!(error instanceof Error && isDatabaseFailure(error))) throw error;
    return new Response('The database does not answer. Try again in a moment.\n', {
      status: 503,
      headers: { ...headers, 'Retry-After': '10', 'Content-Type': 'text/plain; charset=utf-8' },
    });
  }
}
