import { copyIn } from './asset.mapper';

describe('the copy of an asset', () => {
  it('is what its author has written, field by field', () => {
    const copy = [
      { field: 'headline', text: 'Paid by Friday', evidenceIds: ['research:1'] },
      { field: 'body', text: 'No chasing.' },
    ];
    expect(copyIn({ copy, notes: [] })).toEqual([
      { field: 'headline', text: 'Paid by Friday', evidence_ids: ['research:1'] },
      { field: 'body', text: 'No chasing.', evidence_ids: [] },
    ]);
  });

  it('is nothing where its author has none', () => {
    for (const content of [
      null,
      3,
      {},
      { copy: 'text' },
      { copy: [null, { field: 'odd', text: 'x' }, { field: 'body' }] },
    ])
      expect(copyIn(content)).toEqual([]);
  });
});
