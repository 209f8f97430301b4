import { Button } from '@/app/_ui/button';
import type { Chapter } from '@/lib/course/chapter';
import { MAX_SENTENCE } from '@/lib/course/limits';
import type { Notes } from '@/lib/course/notebook';

type OwnWordsProps = { chapter: Chapter; notes: Notes; address: string };

/** The reader's own sentence; once there is one, a model sentence and two or three ideas to look for in one's own. */
export function OwnWords({ chapter, notes, address }: OwnWordsProps) {
  const { own } = chapter;
  const { sentence, ideas } = notes;
  return (
    <form method="post" action={address} className="own" id="own">
      <input type="hidden" name="do" value="keep" />
      <label htmlFor="own-sentence">{own.question}</label>
      <textarea id="own-sentence" name="sentence" rows={3} maxLength={MAX_SENTENCE} required defaultValue={sentence} />
      {sentence !== '' && (
        <>
          <p>
            <span className="quiet">A model sentence: </span>
            {own.model}
          </p>
          <fieldset className="ideas">
            <legend className="small quiet">Tick what is in yours</legend>
            {own.ideas.map((idea, place) => (
              <label key={idea}>
                <input type="checkbox" name={`idea${place}`} defaultChecked={ideas.includes(place)} />
                <span>{idea}</span>
              </label>
            ))}
          </fieldset>
        </>
      )}
      <div className="row">
        <Button main={sentence === ''}>{sentence === '' ? 'Keep my sentence' : 'Keep it like this'}</Button>
      </div>
    </form>
  );
}

/** One more question, and its answer once it is asked for. */
export function LastQuestion({ chapter: { last }, notes, address }: OwnWordsProps) {
  return (
    <form method="post" action={address} className="prose" id="last">
      <input type="hidden" name="do" value="answer" />
      <p>{last.question}</p>
      {notes.answered ? <p>{last.answer}</p> : <Button>Show the answer</Button>}
    </form>
  );
}
