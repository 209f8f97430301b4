import type { Metadata } from 'next';
import { Listing } from '../_ui/listing';
import { listings } from '../_ui/listings/listings';
import { Page } from '../_ui/page';
import { Section, Sheet } from '../_ui/sheet';
import { Source } from '../_ui/source';
import { Actors } from './actors';
import { Colours } from './colours';
import { Controls } from './controls';
import { Listening } from './listening';
import { Outcomes } from './outcomes';
import { Rows } from './rows';
import { TypeScale } from './type-scale';

export const metadata: Metadata = { title: 'The look of Session Lab' };

const example = listings['app/_ui/field.tsx'];

/** Every part in every state, on one page: what a new page is built from, and what a change to the styles is checked on. */
export default function StylePage() {
  return (
    <Page lang="en">
      <Sheet title="The look of Session Lab">
        <Section
          label="Idea"
          note="This page is in English only: it is for those who build. Choose a theme and a size in your preferences, and it follows."
        >
          <p className="lead">
            A laboratory notebook: paper, ink, ruled lines. The page is quiet so that one thing can be loud: the byte
            that changed, the reason for a refusal.
          </p>
          <p>
            Lines, not boxes. Words, not icons alone. Right and wrong are a tick and a word, never green and red, for
            colour belongs to the actors.
          </p>
        </Section>
        <Actors />
        <Colours />
        <TypeScale />
        <Controls />
        <Outcomes />
        <Rows />
        <Listening />
        <Section
          label="Code"
          title="Listings"
          note="Set in ink: keywords heavy, strings italic, comments grey. A long line is folded, two letters in, so that nothing scrolls sideways."
          wide={
            <>
              <Source page="style" countLines={(lines) => `${lines} lines`} />
              {example && <Listing file={example} />}
            </>
          }
        >
          <p>
            Every page leads to the files that it is made of. They are read from the repository when the site is built,
            so what is shown is what runs. Below them, how one is set.
          </p>
        </Section>
      </Sheet>
    </Page>
  );
}
