import type { Chapter, Told } from './chapter';
import type { Notebook, Notes, Observation } from './notebook';
import { stopOf } from './path';

/** One chapter of a lab report: what was predicted, seen and said. All of it is the reader's own. */
export interface ReportedChapter {
  number: number;
  title: string;
  question: string;
  /** The reader's answer, and the right one once every step is done. */
  prediction: string;
  outcome: string | null;
  observations: { step: string; isControl: boolean; seen: string[] }[];
  ownQuestion: string;
  sentence: string;
  /** The ideas that the reader found in it. */
  ideas: string[];
}

/** Without the marks of a sentence: for paper and Markdown. */
const plain = (text: Told) =>
  text
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\{mallory\}/g, 'Mallory')
    .replace(/\{(\w+)\}/g, '$1')
    .replace(/\*([^*]+)\*/g, '$1');

export function reportOf(chapters: readonly Chapter[], notebook: Notebook): ReportedChapter[] {
  return chapters.flatMap((chapter) => {
    const notes = notebook.chapters[chapter.slug];
    return notes && notes.prediction !== null ? [reported(chapter, notes)] : [];
  });
}

function reported(chapter: Chapter, notes: Notes): ReportedChapter {
  const { answers, right, steps, own } = chapter;
  const stop = stopOf(chapter.slug);
  const answer = (letter: typeof right) => `${letter}: ${plain(answers[letter].says)}`;
  return {
    number: stop?.number ?? 0,
    title: stop?.title ?? chapter.title,
    question: plain(chapter.question),
    prediction: notes.prediction === null ? '' : answer(notes.prediction),
    outcome: notes.done ? answer(right) : null,
    observations: notes.observations.flatMap((observation, place) => {
      const step = steps[place];
      return step ? [{ step: plain(step.say), isControl: step.control === true, seen: seen(observation) }] : [];
    }),
    ownQuestion: own.question,
    sentence: notes.sentence,
    ideas: notes.ideas.flatMap((place) => own.ideas[place] ?? []),
  };
}

/** What stands in the notebook about one step, as sentences. */
function seen({ exchange, request, status, reason, said, skipped }: Observation): string[] {
  if (skipped) return ['Not done: a walkthrough passed it over.'];
  const wire = exchange === null ? null : `Exchange ${exchange}: ${request}, answered ${status}.`;
  return [said, wire, reason].filter((text) => text !== null);
}

/** In Markdown nothing that a reader typed may become markup. */
const escaped = (text: string) => text.replace(/[\\`*_{}[\]()#+.!|<>~-]/g, '\\$&');
const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${escaped(line)}`)
    .join('\n');

export function inMarkdown(chapters: readonly ReportedChapter[], date: Date): string {
  const parts = chapters.map((chapter) =>
    [
      `## ${chapter.number} ${escaped(chapter.title)}`,
      `**Question.** ${escaped(chapter.question)}`,
      `**My prediction.** ${escaped(chapter.prediction)}`,
      chapter.outcome && `**What happened.** ${escaped(chapter.outcome)}`,
      chapter.observations.length > 0 && '**Observations**',
      chapter.observations.map(written).join('\n'),
      chapter.sentence && `**${escaped(chapter.ownQuestion)}**`,
      chapter.sentence && quoted(chapter.sentence),
      chapter.ideas.map((idea) => `- ${escaped(idea)}`).join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n'),
  );
  return `${['# Lab report: web sessions', `Written ${date.toISOString().slice(0, 10)}.`, ...parts].join('\n\n')}\n`;
}

function written({ step, isControl, seen: sentences }: ReportedChapter['observations'][number], place: number): string {
  return `${place + 1}. ${isControl ? '*Control.* ' : ''}${escaped(step)}\n${sentences.map((text) => `   - ${escaped(text)}`).join('\n')}`;
}
