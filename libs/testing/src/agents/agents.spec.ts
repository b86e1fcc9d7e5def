import { z } from 'zod';
import { badAnswers } from './bad-answers';
import { undescribedFields } from './undescribed-fields';

describe('bad answers', () => {
  const id = `research:${'a'.repeat(64)}`;
  const good = { title: 'A title', points: [{ text: 'One', evidenceId: id }], counts: [1, 1], cells: [['x']] };

  it('are the good one with each text empty and over-long, each id unknown, each list of entries with one twice', () => {
    expect(badAnswers(good).map(({ name }) => name)).toEqual([
      'title empty',
      'title over-long',
      'points repeated',
      'points[0].text empty',
      'points[0].text over-long',
      'points[0].evidenceId empty',
      'points[0].evidenceId over-long',
      'points[0].evidenceId unknown',
      'cells[0] repeated',
      'cells[0][0] empty',
      'cells[0][0] over-long',
    ]);
  });

  it('differ from the good one in one place, and leave it as it is', () => {
    const before = structuredClone(good);
    const bad = badAnswers(good).find(({ name }) => name === 'points[0].evidenceId unknown')?.answer;
    expect(bad).toEqual({ ...good, points: [{ text: 'One', evidenceId: `research:${'f'.repeat(64)}` }] });
    expect(good).toEqual(before);
  });
});

describe('fields without a description', () => {
  it('are found at any depth', () => {
    const schema = z.object({
      named: z.string().describe('Has one'),
      bare: z.string(),
      list: z.array(z.object({ inner: z.number(), described: z.number().describe('Has one') })).describe('Has one'),
    });
    expect(undescribedFields(z.toJSONSchema(schema))).toEqual(['bare', 'list.inner']);
  });
});
