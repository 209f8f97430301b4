import { messages } from '@/app/_ui/messages';
import { Page } from '@/app/_ui/page';
import { Unavailable } from '@/app/_ui/problem';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import type { Notebook } from '@/lib/course/notebook';
import { path, type Stop } from '@/lib/course/path';
import { isDatabaseFailure } from '@/lib/db';
import { NotTranslated } from './_parts/not-translated';
import { currentNotebook } from './reader';
import { findWritten, written } from './written';

export const generateMetadata = titled((m) => m.course.title);

/** The contents: the path of sixteen, what is done of it, and where to go on. */
export default async function CoursePage() {
  const { course } = await messages();
  const notebook = await currentNotebook().catch((error: unknown) => {
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  });
  if (notebook instanceof Error) return <Unavailable error={notebook} />;
  const next = whereToGoOn(notebook);
  const hasBegun = Object.keys(notebook.chapters).length > 0;
  return (
    <Page current="learn">
      <Sheet title={course.title}>
        <Section>
          <p className="lead">{course.lead}</p>
          <NotTranslated />
          {next && (
            <p>
              <a className="btn btn-main" href={`/learn/${next.slug}`}>
                {hasBegun ? course.resume(next.number, next.title) : course.begin}
              </a>
            </p>
          )}
        </Section>
        <Section label={course.path} note={<p>{course.core}</p>}>
          <ol className="contents">
            {path.map((stop) => (
              <Row key={stop.slug} stop={stop} isDone={notebook.chapters[stop.slug]?.done === true} texts={course} />
            ))}
          </ol>
        </Section>
        <Section label={course.further}>
          <ul className="prose">
            <li>
              <a href="/learn/report">{course.report}</a>
            </li>
            <li>
              <a href="/learn/symptoms">{course.symptoms}</a>
            </li>
            <li>
              <a href="/learn/glossary">{course.glossary}</a>
            </li>
          </ul>
        </Section>
      </Sheet>
    </Page>
  );
}

/** The first chapter that is written and not done. */
function whereToGoOn(notebook: Notebook): Stop | null {
  const chapter = written.find(({ slug }) => notebook.chapters[slug]?.done !== true) ?? written[0];
  return path.find(({ slug }) => slug === chapter?.slug) ?? null;
}

type RowProps = {
  stop: Stop;
  isDone: boolean;
  texts: Awaited<ReturnType<typeof messages>>['course'];
};

function Row({ stop: { number, slug, title, core, minutes }, isDone, texts }: RowProps) {
  const isWritten = findWritten(slug) !== null;
  return (
    <li className={core ? 'core' : undefined}>
      <span className="n">{number}</span>
      <span lang="en">{isWritten ? <a href={`/learn/${slug}`}>{title}</a> : title}</span>
      <span className="small quiet">
        {isWritten ? texts.minutes(minutes.handsOn, minutes.demo) : texts.notWritten}
        {core && `, ${texts.coreWord}`}
        {isDone && <b>, {texts.done}</b>}
      </span>
    </li>
  );
}
