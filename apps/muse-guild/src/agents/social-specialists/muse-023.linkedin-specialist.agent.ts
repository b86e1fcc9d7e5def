import { joinedLines, pick } from '../../craft/copy/arguments';
import { defineAuthor } from '../../craft/copy/author';
import { copySamples } from '../copy-samples';
import { hashtagsOf } from '../../craft/copy/hashtags';

/** A post on LinkedIn has 3,000 characters at most; about the first 140 stand above "see more". */
const LIMITS = { post: { most: 3_000 } };

export const linkedinSpecialist = defineAuthor({
  code: 'MUSE-023',
  tier: 'balanced',
  purpose: 'Writes a post for LinkedIn: a first line that stops, an argument with proof, one thing to do.',
  limitsFor: () => LIMITS,
  compose: (task, { openings, promises, proofs, answers, calls }, at) => {
    const call = calls[0] && { text: `${calls[0].text} ${task.url}`, evidenceIds: [] };
    const tags = { text: hashtagsOf(task).join(' '), evidenceIds: [] };
    const lines = [
      pick(openings, at),
      pick(promises, at),
      pick(proofs, at),
      pick(proofs, at + 1),
      pick(answers, at),
      call,
      tags,
    ];
    return [{ field: 'post', ...joinedLines(lines, '\n\n') }];
  },
  form: () =>
    'One post. Its first line must make sense alone: 140 characters or fewer, no question that everybody answers with no. At most three hashtags, at the end.',
  samples: copySamples('linkedin'),
});
