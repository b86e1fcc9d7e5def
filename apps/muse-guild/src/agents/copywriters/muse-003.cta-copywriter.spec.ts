import { smsSize } from '@raptor/policy-packs';
import { copyTask, type CopyAnswer } from '../../craft/copy/copy-task';
import { ctaCopywriter } from './muse-003.cta-copywriter.agent';

const NOTHING = { items: [], lacking: [] };
const task = (more: object = {}) =>
  copyTask.parse({
    ...{ channel: 'linkedin', kind: 'call_to_action', product: 'Tally', company: 'Tally', audience: 'freelancers' },
    ...{ promise: 'invoices paid sooner', callToAction: 'start your free trial', url: 'https://tally.example/' },
    ...more,
  });
const written = (more: object = {}): CopyAnswer => ctaCopywriter.floor(task(more), NOTHING);
const textsOf = ({ copy }: CopyAnswer, wanted: string): string[] =>
  copy.filter(({ field }) => field === wanted).map(({ text }) => text);
const problems = (text: string, more: object = {}): string =>
  (
    ctaCopywriter.check?.(
      { copy: [{ field: 'call_to_action', text, evidenceIds: [] }], notes: [] },
      task(more),
      NOTHING,
    ) ?? []
  ).join();

describe('the CTA Copywriter', () => {
  it('writes a tagline, buttons that begin with the deed that was asked for, and a line beneath', () => {
    const answer = written();
    expect(textsOf(answer, 'call_to_action')[0]).toBe('Start your free trial');
    expect(textsOf(answer, 'call_to_action').length).toBeGreaterThanOrEqual(4);
    expect(textsOf(answer, 'headline')).toHaveLength(1);
    expect(textsOf(answer, 'description')).toHaveLength(1);
  });

  it('begins with another button for another variant, and writes others for other products', () => {
    expect(textsOf(written({ variant: 1 }), 'call_to_action')[0]).toBe('Start my free trial');
    const other = written({ product: 'Crumb', company: 'Crumb', callToAction: 'Pricing', promise: 'bread by eight' });
    expect(textsOf(other, 'call_to_action')[0]).toBe('See pricing');
    expect(textsOf(other, 'call_to_action').some((text) => text.includes('bread by eight'))).toBe(true);
  });

  it('says nothing that the brand does not say', () => {
    const lexicon = { banned: ['free'], preferred: [{ insteadOf: 'Try', say: 'Test' }] };
    const buttons = textsOf(written({ lexicon }), 'call_to_action');
    expect(buttons).toContain('Test Tally');
    expect(buttons.join()).not.toMatch(/\bfree\b|\bTry\b/i);
  });

  it.each([
    ['Click here', /what happens next/],
    ['Your free trial', /does not begin with a verb/],
    ['Start your free trial and get invoices paid sooner', /over 30/],
    ['Save 40 %', /40/],
  ])('does not take %j', (text, said) => expect(problems(text)).toMatch(said));

  it.each([
    'invoices paid sooner',
    '发票更快到账，为自由职业者而生，让每一位自由职业者专注于自己的工作',
    'a promise that goes on and on, about invoices, calendars, reminders and all that freelancers ever wanted from them',
  ])('writes a message of one part: %s', (promise) => {
    const [text = ''] = textsOf(written({ channel: 'sms', kind: 'message', promise }), 'post');
    expect(smsSize(text).parts).toBe(1);
    expect(text).toMatch(/https:\/\/tally\.example\/ Reply Stop to end\.$/);
  });
});
