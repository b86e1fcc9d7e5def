import { defineAgent, fence, type AgentDescription, type Sample } from '@raptor/agent-kit';
import { ROSTER, type AgentCode, type CopyFieldName } from '@raptor/contracts';
import { says } from '../text/lexicon';
import { argumentsOf, type Arguments, type Line } from './arguments';
import { copyNotes, copyProblems, type Limits } from './check-copy';
import { copyAnswer, copyTask, type CopyAnswer, type CopyTask } from './copy-task';

const DAY_MS = 86_400_000;

/** A text for a field. */
export interface Placed extends Line {
  readonly field: CopyFieldName;
}

/** How an author of short texts differs from the others. */
export interface Author {
  readonly code: AgentCode;
  readonly purpose: string;
  readonly tier: 'flash' | 'balanced';
  /** How long each field may be that it writes for this task. */
  limitsFor(task: CopyTask): Limits;
  /** Its texts, from arguments; `at` counts variants and rounds: another number, another text. */
  compose(task: CopyTask, reasons: Arguments, at: number): readonly (Placed | undefined)[];
  /** What a model is told of the form, beside what every author is told. */
  form(task: CopyTask): string;
  /** What is wrong with an answer beside what is wrong with any text: a sentence each. */
  problems?(answer: CopyAnswer, task: CopyTask): string[];
  readonly samples: readonly Sample<typeof copyTask, typeof copyAnswer>[];
}

/** Authors of short texts are one engine: they differ in form and limits. */
export function defineAuthor(author: Author): AgentDescription<typeof copyTask, typeof copyAnswer> {
  const { code, purpose, tier, samples } = author;
  return defineAgent({
    ...{ code, name: ROSTER[code], guild: 'muse', tier, purpose },
    input: copyTask,
    output: copyAnswer,
    floor: (task) => floorOf(author, task),
    prompt: (task, _evidence, floor) => promptOf(author, task, floor),
    check: (answer, task) => [
      ...copyProblems(answer, task, author.limitsFor(task)),
      ...(author.problems?.(answer, task) ?? []),
    ],
    cache: { ttlMs: DAY_MS },
    memory: {
      remember: ({ copy }, { product, channel }) =>
        copy
          .slice(0, 2)
          .map(({ text }) => ({ kind: 'copy', text: text.slice(0, 1_000), metadata: { product, channel } })),
    },
    samples,
  });
}

/** Fewer arguments a text, the more the panel finds it long; others each round. */
function floorOf(author: Author, task: CopyTask): CopyAnswer {
  const all = argumentsOf(task);
  const isLong =
    task.revision?.notes.some((note) => /\b(?:long|shorten|shorter|split|cut|dense)\b/i.test(note)) ?? false;
  const reasons = isLong ? brief(all) : all;
  const at = task.variant + (task.revision?.round ?? 0);
  const placed = author
    .compose(task, reasons, at)
    .filter((each): each is Placed => each !== undefined && each.text !== '');
  const limits = author.limitsFor(task);
  const copy = placed
    .filter(({ field }) => limits[field] !== undefined)
    .filter(
      ({ field, text }, index) => placed.findIndex((other) => other.field === field && other.text === text) === index,
    )
    .map(({ field, text, evidenceIds }) => ({ field, text, evidenceIds: [...evidenceIds] }));
  const whole = withRequired(copy, task, limits);
  return { copy: whole, notes: copyNotes(task, whole) };
}

/** The shortest of each kind of argument come first. */
const brief = (all: Arguments): Arguments => ({
  ...all,
  promises: all.promises.toSorted((a, b) => a.text.length - b.text.length),
  proofs: all.proofs.toSorted((a, b) => a.text.length - b.text.length),
  answers: [],
});

/** Words that the brand requires, put at the end of the longest text where they are missing. */
function withRequired(copy: CopyAnswer['copy'], { lexicon }: CopyTask, limits: Limits): CopyAnswer['copy'] {
  const whole = copy.map(({ text }) => text).join('\n');
  const missing = lexicon.required.filter((word) => !says(whole, word));
  if (missing.length === 0) return copy;
  const longest = copy.reduce((one, other) =>
    (limits[other.field]?.most ?? 0) > (limits[one.field]?.most ?? 0) ? other : one,
  );
  return copy.map((each) => (each === longest ? { ...each, text: `${each.text} ${missing.join(', ')}.` } : each));
}

function promptOf(author: Author, task: CopyTask, floor: CopyAnswer): string {
  const { revision, ...brief } = task;
  const limits = Object.entries(author.limitsFor(task)).map(
    ([field, { most }]) => `${field}: at most ${most} characters`,
  );
  return `Write for ${task.channel.replaceAll('_', ' ')}. ${author.form(task)}
Fields and limits: ${limits.join('; ')}.

${fence('brief', JSON.stringify(brief))}

A draft made by code, which keeps to all rules:
${fence('draft', JSON.stringify(floor.copy))}
${revision ? `\nThe panel said of the version before; follow it:\n${fence('notes', JSON.stringify(revision.notes))}\n` : ''}
Better it: it should sound like a person of this brand talking to this audience, begin with what matters to them, and ask for one thing.
- A fact or figure may be used only if a proof point has it; a text that uses one cites its evidenceId.
- No superlative, guarantee or comparison that no proof point shows. No banned word; what is required stands somewhere.
- Plain letters: no capitals for loudness, at most one mark of exclamation, no quotation that nobody said.`;
}
