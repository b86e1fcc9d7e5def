import { fitting, joinedLines, pick, type Line } from '../../craft/copy/arguments';
import { defineAuthor, type Placed } from '../../craft/copy/author';
import { copySamples } from '../copy-samples';

const MAILS = 3;
/** What most phones show of a subject, and of the line after it. */
const LIMITS = { subject: { most: 60 }, preheader: { most: 100 }, body: { most: 3_000 } };

const UNSUBSCRIBE = 'You get this because you asked for it. Unsubscribe with one click at any time.';

const place = (field: Placed['field'], line: Line | undefined): Placed | undefined => line && { field, ...line };

/** Three mails that build on each other: what hurts, what proves it, what to do. */
export const emailCopywriter = defineAuthor({
  code: 'MUSE-004',
  tier: 'balanced',
  purpose: 'Writes a sequence of three e-mails, each with subject, preheader and body.',
  limitsFor: () => LIMITS,
  compose: ({ company, audience, url, postalAddress, callToAction }, reasons, at) => {
    const { openings, promises, proofs, answers } = reasons;
    const footer = [UNSUBSCRIBE, ...(postalAddress ? [`${company}, ${postalAddress}`] : [])].join('\n');
    return Array.from({ length: MAILS }, (_mail, mail) => mail).flatMap((mail) => {
      const turn = at + mail;
      const greeting = { text: `Hello,`, evidenceIds: [] };
      const middle =
        [
          [pick(openings, turn), pick(promises, turn)],
          [pick(proofs, turn), pick(promises, turn + 1)],
          [pick(answers, turn) ?? pick(openings, turn + 1), pick(proofs, turn + 1)],
        ][mail] ?? [];
      const call = { text: `${callToAction.replace(/[.!?]+$/u, '')}: ${url}`, evidenceIds: [] };
      const body = joinedLines(
        [greeting, ...middle, call, { text: company, evidenceIds: [] }, { text: footer, evidenceIds: [] }],
        '\n\n',
      );
      const subject = fitting([...openings, ...promises], turn, LIMITS.subject.most) ?? {
        text: `For ${audience}, ${mail + 1}`.slice(0, LIMITS.subject.most),
        evidenceIds: [],
      };
      const preheader = fitting([...promises, ...proofs, ...openings], turn + 1, LIMITS.preheader.most);
      return [place('subject', subject), place('preheader', preheader), place('body', body)];
    });
  },
  form: () =>
    'Three mails in this order, each subject, preheader, body: the first is about what hurts, the second proves, the third asks. Keep the footer of each body word for word.',
  samples: copySamples('email'),
});
