import { Page } from '@/app/_ui/page';
import { Section, Sheet } from '@/app/_ui/sheet';
import { titled } from '@/app/_ui/titled';
import { glossary } from '@/lib/course/glossary';
import { ChapterLink } from '../_parts/chapter-link';
import { NotTranslated } from '../_parts/not-translated';

export const generateMetadata = titled((m) => m.course.glossary);

/** The words of the course, each with the chapter that it belongs to. */
export default function GlossaryPage() {
  return (
    <Page current="learn" lang="en">
      <Sheet title="Glossary">
        <Section>
          <NotTranslated />
          <dl className="words">
            {glossary.map(({ id, word, says, chapter, authority }) => (
              <div key={id} id={id}>
                <dt>{word}</dt>
                <dd>
                  {says}{' '}
                  <span className="small quiet">
                    Chapter <ChapterLink number={chapter} />
                    {authority && `; ${authority}`}.
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      </Sheet>
    </Page>
  );
}
