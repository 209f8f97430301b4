import { type Messages, messages } from './messages';
import { Section } from './sheet';
import { Source } from './source';
import { Steps } from './steps';

type ExplainedPage = Exclude<keyof Messages['how'], 'title' | 'source' | 'lines'>;

/** The end of every page: what happened to bring it here, and the files that did it. */
export async function HowItWorks({ page }: { page: ExplainedPage }) {
  const { how } = await messages();
  return (
    <Section label={how.title} wide={<Source page={page} countLines={how.lines} />}>
      <Steps items={[...how[page]]} />
      <h3>{how.source}</h3>
    </Section>
  );
}
