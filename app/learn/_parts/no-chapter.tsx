import { Missing, Problem } from '@/app/_ui/problem';
import { stopOf } from '@/lib/course/path';
import { arrival } from '@/lib/http/arrival';

/** 404: a chapter that is not written yet, or none at all. */
export function NoChapter({ slug }: { slug: string }) {
  const stop = stopOf(slug);
  if (!stop) return <Missing />;
  arrival().response.statusCode = 404;
  return (
    <Problem title={stop.title} text="This chapter is not written yet.">
      <p>
        <a href="/learn">The course as far as there is</a>
      </p>
    </Problem>
  );
}
