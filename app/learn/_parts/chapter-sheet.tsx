import { Button } from '@/app/_ui/button';
import { Refusal } from '@/app/_ui/notice';
import { Section } from '@/app/_ui/sheet';
import type { Chapter } from '@/lib/course/chapter';
import { disclosedIn } from '@/lib/course/disclosure';
import type { Notebook } from '@/lib/course/notebook';
import { path, stopOf } from '@/lib/course/path';
import { arrival } from '@/lib/http/arrival';
import { Afterwards, Meanwhile } from '../_live/live-chapter';
import { PresentKey } from '../_present/present-key';
import type { Standing } from '../work';
import { findWritten } from '../written';
import { Claims } from './claims';
import { Code } from './code';
import { Lab } from './lab';
import { LastQuestion, OwnWords } from './own-words';
import { Panels } from './panels';
import { PathRuler } from './path-ruler';
import { ProsePart } from './prose';
import { Answered, Happened, OpenBench, Question } from './question';
import { StepList } from './step-list';

type ChapterSheetProps = {
  chapter: Chapter;
  standing: Standing;
  notebook: Notebook;
  /** Where its forms are sent. */
  address: string;
  /** The exchange that the address asks for. */
  selected: number | undefined;
};

/** A chapter from its story to its last question. What explains the experiment stands there once it is done. */
export function ChapterSheet({ chapter, standing, notebook, address, selected }: ChapterSheetProps) {
  const { slug, title, say } = chapter;
  const { notes, bench } = standing;
  const stop = stopOf(slug);
  if (!stop) throw new Error(`${slug} is not on the path.`);
  const { number, minutes, before } = stop;
  return (
    <article className="sheet chapter">
      <div className="chap-h">
        <p className="chap-n" aria-hidden="true">
          {number}
        </p>
        <h1 className="chap-t">
          <span className="off">Chapter {number}. </span>
          {title}
        </h1>
      </div>
      <Section
        label="Story"
        note={
          <>
            <p>
              {minutes.handsOn} minutes. To know before: {before.replace(/ (?=\S+$)/, '\u00a0')}.
            </p>
            <ProsePart slug={slug} part="Aside" />
            <PresentKey slug={slug} />
          </>
        }
      >
        <div className="story prose">
          <ProsePart slug={slug} part="Story" />
        </div>
      </Section>
      <Section label="Prediction">
        {notes.prediction === null ? (
          <>
            <Question chapter={chapter} address={address} />
            <Said />
          </>
        ) : (
          <Answered
            chapter={chapter}
            prediction={notes.prediction}
            meanwhile={
              <Meanwhile>
                <p className="quiet">That stands here once you have done it.</p>
              </Meanwhile>
            }
            happened={
              <Afterwards>
                <Happened chapter={chapter} prediction={notes.prediction}>
                  <ProsePart slug={slug} part="Explanation" />
                </Happened>
              </Afterwards>
            }
          />
        )}
      </Section>
      {notes.prediction !== null && (
        <Section
          id="do"
          label="Do"
          note={
            <p>
              Steps marked <em>control</em> must fail, or nothing has been shown. Alt+0 takes the bench back to its
              start.
            </p>
          }
          wide={
            bench && (
              <>
                <Panels />
                <Lab shows={disclosedIn(number)} switches={[...(chapter.switches ?? [])]} selected={selected} />
              </>
            )
          }
        >
          {!bench && <NoBench address={address} />}
          <StepList />
        </Section>
      )}
      <Afterwards>
        <Section label="So">
          <p className="say">{say}</p>
        </Section>
        <Section
          label="Code"
          wide={<Code slug={slug} />}
          note={<p>Both stand in the project’s files as they are here. The marked line decides.</p>}
        >
          <p>What did it, here and in Flask.</p>
        </Section>
        <Section label="As it is told" note={<p>Sentences of lectures and textbooks, and what to say instead.</p>}>
          <Claims claims={chapter.claims} />
        </Section>
        <Section label="In your tools">
          <ProsePart slug={slug} part="InTools" />
        </Section>
        <Section label="In your words" note={<p>Kept for this browser, or in your account where you have one.</p>}>
          <OwnWords chapter={chapter} notes={notes} address={address} />
        </Section>
        <Section label="Last question">
          <LastQuestion chapter={chapter} notes={notes} address={address} />
        </Section>
        <Section label="Read on">
          <ul className="prose">
            {chapter.links.map(({ title: name, url }) => (
              <li key={url}>
                <a href={url}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      </Afterwards>
      <Section
        wide={
          <>
            <Afterwards>
              <PathRuler here={slug} notebook={notebook} name="The path from here" />
            </Afterwards>
            <div className="turn">
              <Neighbour slug={path[number - 2]?.slug} />
              <Reset address={address} isOpened={notes.at > 0} />
              <Neighbour slug={path[number]?.slug} />
            </div>
          </>
        }
      />
    </article>
  );
}

/** Why the answer could not be written down. */
function Said() {
  const { refusal } = arrival();
  return refusal ? <Refusal title={refusal.sentence ?? 'This form cannot be read.'} /> : null;
}

function NoBench({ address }: { address: string }) {
  return (
    <>
      <p>Your bench for this chapter is not there: it has ended, or could not be made. A new one begins with step 1.</p>
      <OpenBench address={address}>Open a bench</OpenBench>
    </>
  );
}

function Reset({ address, isOpened }: { address: string; isOpened: boolean }) {
  if (!isOpened) return null;
  return (
    <form method="post" action={address}>
      <input type="hidden" name="do" value="reset" />
      <Button bare>Reset this chapter, with all that you wrote in it</Button>
    </form>
  );
}

function Neighbour({ slug }: { slug: string | undefined }) {
  const stop = slug === undefined ? null : stopOf(slug);
  if (!stop) return <span />;
  const name = `${stop.number} ${stop.title}`;
  return findWritten(stop.slug) ? (
    <a href={`/learn/${stop.slug}`}>{name}</a>
  ) : (
    <span className="quiet">{name}: not written yet</span>
  );
}
