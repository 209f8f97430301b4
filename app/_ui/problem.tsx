import type { ReactNode } from 'react';
import { currentPreferences } from '@/lib/account/visitor';
import { arrival } from '@/lib/http/arrival';
import { errorText, log } from '@/lib/log';
import { messages } from './messages';
import { unexpected } from './messages/unexpected';
import { Refusal } from './notice';
import { Page } from './page';
import { Section, Sheet } from './sheet';

type ProblemProps = {
  title: string;
  /** Why, in one sentence. */
  text: ReactNode;
  children?: ReactNode;
};

/** A page that is one refusal. */
export async function Problem({ title, text, children }: ProblemProps) {
  const { problems } = await messages();
  return (
    <Page>
      <Sheet title={title}>
        <Section>
          <Refusal title={text}>{children}</Refusal>
          <p>
            <a href="/">{problems.goHome}</a>
          </p>
        </Section>
      </Sheet>
    </Page>
  );
}

/** The request's number, by which the log tells the rest. */
export async function Reference() {
  const { language } = await currentPreferences();
  return (
    <p>
      {unexpected[language].reference}: <code>{arrival().id}</code>
    </p>
  );
}

/** 503: the database does not answer. @param error for the log */
export async function Unavailable({ error }: { error: Error }) {
  const { id, response } = arrival();
  log().error({ event: 'unexpected-error', request: id, error: errorText(error) });
  response.statusCode = 503;
  response.setHeader('Retry-After', '10');
  const { problems } = await messages();
  return (
    <Problem {...problems.unavailable}>
      <Reference />
    </Problem>
  );
}

/**
 * 404. Not by Next's notFound(): thrown in a page it leaves the document empty for browsers that run no script.
 */
export async function Missing() {
  arrival().response.statusCode = 404;
  const { site, problems } = await messages();
  return (
    <>
      <title>{`${problems.notFound.title}: ${site.name}`}</title>
      <Problem {...problems.notFound} />
    </>
  );
}
