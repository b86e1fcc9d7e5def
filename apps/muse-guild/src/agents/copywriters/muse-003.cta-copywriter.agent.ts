import { smsSize } from '@raptor/policy-packs';
import { callProblems, callsFor } from '../../craft/calls/calls';
import { fitting, joinedLines, pick, type Line } from '../../craft/copy/arguments';
import { defineAuthor, type Placed } from '../../craft/copy/author';
import type { Limits } from '../../craft/copy/check-copy';
import type { CopyTask } from '../../craft/copy/copy-task';
import { inBrandWords, wordsIn } from '../../craft/text/lexicon';
import { copySamples } from '../copy-samples';

/** Characters of a button, of the line beneath it, and of a tagline above. */
const AROUND_A_BUTTON: Limits = { headline: { most: 40 }, call_to_action: { most: 30 }, description: { most: 60 } };

/** A message of one part has 160 characters of GSM-7, or 70 of UCS-2 (3GPP TS 23.038 and 23.040). */
const ONE_PART = 160;
const weigh = (text: string): number => {
  const { units, parts } = smsSize(text);
  return parts <= 1 ? Math.min(units, ONE_PART) : Math.max(units, ONE_PART + 1);
};
const IN_A_MESSAGE: Limits = { post: { most: ONE_PART, count: weigh } };

const MOST_BUTTONS = 5;
const LONGEST_GAIN = 5;
/** How to be left alone is in every message: CTIA, Messaging Principles and Best Practices, 5.1.3. */
const OPT_OUT = 'Reply Stop to end.';

const isMessage = ({ channel }: CopyTask): boolean => channel === 'sms';

export const ctaCopywriter = defineAuthor({
  code: 'MUSE-003',
  tier: 'flash',
  purpose:
    'Writes up to five texts for one button, the line beneath it and a tagline, or one short message that asks for one thing.',
  limitsFor: (task) => (isMessage(task) ? IN_A_MESSAGE : AROUND_A_BUTTON),
  compose: (task, reasons, at) => {
    if (isMessage(task)) return [{ field: 'post', ...messageOf(task, reasons.shorts, at) }];
    const { offers, answers, shorts, promises } = { ...reasons, offers: reasons.proofs };
    const tagline = fitting(shorts, at, 40);
    const beneath = fitting([...answers, ...offers, ...promises], at, 60);
    return [
      ...(tagline ? [{ field: 'headline' as const, ...tagline }] : []),
      ...buttonsFor(task, at).map((text): Placed => ({ field: 'call_to_action', text, evidenceIds: [] })),
      ...(beneath ? [{ field: 'description' as const, ...beneath }] : []),
    ];
  },
  problems: ({ copy }, task) =>
    copy.filter(({ field }) => field === 'call_to_action').flatMap(({ text }) => callProblems(text, task.product)),
  form: (task) =>
    isMessage(task)
      ? `One message of one part, with the address, and "${OPT_OUT}" at its end.`
      : 'One tagline, up to five buttons and one line beneath them. A button begins with a verb and names what the reader gets, not the mechanism; the line beneath takes a worry away.',
  samples: [
    ...copySamples('linkedin', 'blog', 'x'),
    {
      name: 'a message of one part',
      input: {
        ...{ channel: 'sms', kind: 'message', product: 'Tally', company: 'Tally', audience: 'freelancers' },
        ...{ promise: 'invoices paid sooner', callToAction: 'free trial', url: 'https://tally.example/' },
      },
      expect: ({ copy }) => copy.length === 1 && (copy[0]?.text.includes('Stop') ?? false),
    },
    {
      name: 'an offer without a verb',
      input: {
        ...{ channel: 'facebook', kind: 'call_to_action', product: 'Crumb', company: 'Crumb', audience: 'cafés' },
        ...{ promise: 'fresh bread by eight', callToAction: 'Free trial', url: 'https://crumb.example/' },
      },
      expect: ({ copy }) =>
        copy.filter(({ field }) => field === 'call_to_action').every(({ text }) => !/^free/i.test(text)),
    },
  ],
});

/** Others first for each variant; what the brand does not say is left out. */
function buttonsFor({ callToAction, product, promise, lexicon }: CopyTask, at: number): string[] {
  const gain = promise.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase()).replace(/[.!?]+$/u, '');
  const isShort = gain.split(' ').length <= LONGEST_GAIN && !/\p{Nd}/u.test(gain);
  const brief = { action: callToAction, product, most: 30, ...(isShort && { gain }) };
  const all = callsFor(brief)
    .map((text) => inBrandWords(text, lexicon))
    .filter((text) => wordsIn(text, lexicon.banned).length === 0);
  const [wanted = `Try ${product}`.slice(0, 30)] = all;
  const turned = all.map((_text, step) => all[(at + step) % all.length] ?? '');
  const others = turned.filter((text) => text !== wanted).slice(0, MOST_BUTTONS - 1);
  // The one that was asked for is always among them.
  return turned[0] === wanted ? [wanted, ...others] : [...others, wanted];
}

/** As much before the address as one part has room for. */
function messageOf(task: CopyTask, shorts: readonly Line[], at: number): Line {
  const { company, url } = task;
  const call = { text: `${buttonsFor(task, 0)[0] ?? ''}: ${url}`, evidenceIds: [] };
  const end = { text: OPT_OUT, evidenceIds: [] };
  const said = (line: Line | undefined): Line | undefined => line && { ...line, text: `${company}: ${line.text}.` };
  const choices = [said(pick(shorts, at)), ...shorts.map(said), undefined].map((line) =>
    joinedLines([line, call, end], ' '),
  );
  return choices.find(({ text }) => weigh(text) <= ONE_PART) ?? joinedLines([call, end], ' ');
}
