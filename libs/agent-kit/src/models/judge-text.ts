import type { PaidQuestion } from './model';
import { readAnswer } from './repair-json';

export type Judged = { readonly value: unknown } | { readonly problems: readonly string[] };

/** The first reading of an answer that is right, else what is wrong with the likeliest. */
export function judgeText(question: Pick<PaidQuestion, 'judge'>, text: string): Judged {
  const read = readAnswer(text);
  if (read.outcome === 'unreadable') return { problems: [read.problem] };
  let likeliest: Judged | undefined;
  for (const json of read.texts) {
    const judged = judgeOne(question, json);
    if ('value' in judged) return judged;
    likeliest ??= judged;
  }
  return likeliest ?? { problems: ['The answer is empty.'] };
}

function judgeOne(question: Pick<PaidQuestion, 'judge'>, json: string): Judged {
  const judged = question.judge(json);
  // An answer without a payload is none.
  if ('value' in judged && (judged.value === undefined || judged.value === null))
    return { problems: ['The answer has no content.'] };
  return judged;
}
