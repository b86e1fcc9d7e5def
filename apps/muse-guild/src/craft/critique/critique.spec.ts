import { editingOf } from './editing';
import { critiqueTask } from './critique-task';
import { judgedBy } from './judged';
import { optimisingOf } from './optimising';

const task = (text: string, evidenceIds: string[] = []) =>
  critiqueTask.parse({
    ...{ channel: 'linkedin', kind: 'post', promise: 'invoices paid sooner', audience: 'freelancers' },
    ...{ callToAction: 'Start free', url: 'https://tally.example/', keywords: ['invoicing'] },
    copy: [{ field: 'post', text, evidenceIds }],
  });

const score = (criteria: Parameters<typeof judgedBy>[0]): number => judgedBy(criteria).score;

describe('scores rise when notes are followed', () => {
  const LONG =
    'We actually help very many people to simply get the money that was owed to them for quite some time by their own clients and by others who were asked, and asked, and asked again.';

  it('of the chief editor: split, cut, nothing twice', () => {
    const before = task(LONG);
    expect(judgedBy(editingOf(before)).notes.join(' ')).toMatch(/Split or shorten/);
    const after = task('We help people get their money. They ask once. Clients pay.');
    expect(score(editingOf(after))).toBeGreaterThan(score(editingOf(before)) + 1);
    const twice = task('Clients pay sooner with us. Clients pay sooner with us today.');
    expect(score(editingOf(twice))).toBeLessThan(
      score(editingOf(task('Clients pay sooner with us. You sleep better.'))),
    );
  });

  it('of the optimisation director: promise, proof, call to action, address, keyword', () => {
    const steps = [
      task('We are here.'),
      task('Invoices paid sooner.'),
      task('Invoices paid sooner.', [`research:${'a'.repeat(64)}`]),
      task('Invoices paid sooner. Start free.', [`research:${'a'.repeat(64)}`]),
      task('Invoices paid sooner. Start free: https://tally.example/', [`research:${'a'.repeat(64)}`]),
    ].map((each) => score(optimisingOf(each)));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps.at(-1)).toBeGreaterThanOrEqual(9);
  });
});
