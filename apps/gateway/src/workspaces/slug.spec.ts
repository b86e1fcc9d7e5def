import { FoundWorkspaceRequest } from '@raptor/contracts';
import { validateSync } from 'class-validator';
import { slugOf } from './slug';

const ID = '018f0000-0000-7000-8000-0123456789ab';

describe('the slug of a workspace whose founder has not chosen one', () => {
  it.each([
    ['Acme Europe', 'acme-europe-0123456789ab'],
    ['Müller & Söhne', 'muller-sohne-0123456789ab'],
    ['  --x--  ', 'x-0123456789ab'],
    ['東京', 'workspace-0123456789ab'],
    ['Deleted Scenes', 'workspace-0123456789ab'],
    [`${'a'.repeat(47)} b`, `${'a'.repeat(47)}-0123456789ab`],
    ['a'.repeat(200), `${'a'.repeat(48)}-0123456789ab`],
  ])('of %j is %s', (name, slug) => {
    expect(slugOf(name, ID)).toBe(slug);
  });

  it('is one that could have been chosen', () => {
    for (const name of ['Acme', 'ǅ ﬁ ß', '-', 'deleted', 'x'.repeat(200), '😀 '.repeat(60)]) {
      const request = Object.assign(new FoundWorkspaceRequest(), { name, slug: slugOf(name, ID) });
      expect(validateSync(request)).toEqual([]);
    }
  });
});
