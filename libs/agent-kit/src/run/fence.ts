import { createHash } from 'node:crypto';

/** What a text that may not be believed stands between. Nobody who wrote the text can know it. */
export type Boundary = string;

/** Of prompts that no run makes, such as those of samples. */
const OUTSIDE_OF_RUNS: Boundary = 'outside-of-runs';

let current: Boundary = OUTSIDE_OF_RUNS;

/** A boundary for one run. Run ids are random, and no page knows one before it is read; a run that is resumed asks in the same words. */
export const boundaryOf = (runId: string): Boundary =>
  createHash('sha256').update(`boundary of ${runId}`).digest('hex').slice(0, 24);

/** Runs `render`, which may not wait for anything, so that whatever it fences is fenced with this boundary. */
export function withBoundary<T>(boundary: Boundary, render: () => T): T {
  const before = current;
  current = boundary;
  try {
    return render();
  } finally {
    current = before;
  }
}

/**
 * Shows a model a text as data: for texts of the task in `prompt`, what evidence says is fenced by the runner. The text cannot end its own
 * fence, whatever it says. The label is one line.
 */
export function fence(label: string, text: string): string {
  return `<<<DATA ${current} ${inOneLine(label)}>>>\n${neutralised(text)}\n<<<END ${current}>>>`;
}

/**
 * Takes out what only machines see (control, format and tag characters, lone surrogates; not the joiners that emoji and some scripts need) and
 * breaks up what looks like the line of a fence, in whatever letters of Unicode. Words stay as they are, so that quotes can be found again.
 */
export const neutralised = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .replaceAll(current, '[mark]')
    .replace(/[<＜‹⟨〈«]{3,}|[>＞›⟩〉»]{3,}/gu, (run) => [...run].join(' '));

const inOneLine = (label: string): string => neutralised(label).replace(/\s+/gu, ' ').replace(/>/gu, '').slice(0, 300);
