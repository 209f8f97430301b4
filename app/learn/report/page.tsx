import { Page } from '@/app/_ui/page';
import { Unavailable } from '@/app/_ui/problem';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { type ReportedChapter, reportOf } from '@/lib/course/report';
import { isDatabaseFailure } from '@/lib/db';
import { NotTranslated } from '../_parts/not-translated';
import { currentNotebook } from '../reader';
import { written } from '../written';

export const generateMetadata = titled((m) => m.course.report);

/** Everything that the reader has predicted, seen and written, to be printed or taken along. */
export default async function ReportPage() {
  const notebook = await currentNotebook().catch((error: unknown) => {
    if (error instanceof Error && isDatabaseFailure(error)) return error;
    throw error;
  });
  if (notebook instanceof Error) return <Unavailable error={notebook} />;
  const chapters = reportOf(written, notebook);
  return (
    <Page current="learn" lang="en">
      <Sheet
        title="Lab report"
        action={
          chapters.length > 0 && (
            <a className="btn" href="/learn/report/markdown" download="lab-report.md">
              Download as Markdown
            </a>
          )
        }
      >
        <Section>
          <NotTranslated />
          {chapters.length === 0 ? (
            <p>
              Nothing yet: what you predict, see and write in <a href="/learn">the chapters</a> comes together here.
            </p>
          ) : (
            <p>What you predicted, what crossed the wire, and what you said of it. It prints as it stands here.</p>
          )}
        </Section>
        {chapters.map((chapter) => (
          <Chapter key={chapter.number} chapter={chapter} />
        ))}
      </Sheet>
    </Page>
  );
}

function Chapter({ chapter }: { chapter: ReportedChapter }) {
  const { number, title, question, prediction, outcome, observations, ownQuestion, sentence, ideas } = chapter;
  return (
    <Section label={String(number)} title={title}>
      <p>{question}</p>
      <p>
        <b>My prediction:</b> {prediction}
      </p>
      {outcome && (
        <p>
          <b>What happened:</b> {outcome}
        </p>
      )}
      <ol className="reported">
        {observations.map(({ step, isControl, seen }) => (
          <li key={step}>
            {isControl && <em>Control. </em>}
            {step}
            {seen.map((text) => (
              <p key={text} className="small">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {sentence && (
        <>
          <p>
            <b>{ownQuestion}</b>
          </p>
          <blockquote>{sentence}</blockquote>
        </>
      )}
      {ideas.length > 0 && <p className="small">In it: {ideas.join(' ')}</p>}
    </Section>
  );
}
