import { Page } from '@/app/_ui/page';
import { Section, Sheet } from '@/app/_ui/sheet';
import { Table } from '@/app/_ui/table';
import { titled } from '@/app/_ui/titled';
import { symptoms } from '@/lib/course/symptoms';
import { ChapterLink } from '../_parts/chapter-link';
import { NotTranslated } from '../_parts/not-translated';

export const generateMetadata = titled((m) => m.course.symptoms);

/** From what somebody sees go wrong to the chapter that shows why. */
export default function SymptomsPage() {
  return (
    <Page current="learn" lang="en">
      <Sheet title="Index by symptom">
        <Section
          wide={
            <Table
              caption="What goes wrong, why as a rule, and where it is shown"
              columns={[{ title: 'Symptom' }, { title: 'Likely cause' }, { title: 'Chapters' }]}
              rows={symptoms.map(({ symptom, cause, chapters }) => ({
                id: symptom,
                cells: [
                  symptom,
                  cause,
                  <ul key="chapters">
                    {chapters.map((number) => (
                      <li key={number}>
                        <ChapterLink number={number} />
                      </li>
                    ))}
                  </ul>,
                ],
              }))}
            />
          }
        >
          <NotTranslated />
          <p>Something goes wrong in your own app? Look for what you see.</p>
        </Section>
      </Sheet>
    </Page>
  );
}
