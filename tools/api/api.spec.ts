import { apiFiles, committedDocument, staleFiles } from './api-files';
import { breakingChanges } from './breaking-changes';
import { describedApi } from './described-api';
import type { ApiDocument } from './document';
import { complaintsAbout } from './lint';

describe('the description of the API', () => {
  let described: ApiDocument;

  beforeAll(async () => {
    described = await describedApi();
  });

  it('has nothing to complain about', () => {
    expect(complaintsAbout(described)).toEqual([]);
  });

  it('breaks nothing for those who have the committed copy (on purpose: npm run api -- --breaking)', () => {
    expect(breakingChanges(committedDocument()!, described)).toEqual([]);
  });

  it('is what the committed copy and the client say (if not: npm run api)', () => {
    expect(staleFiles(apiFiles(described))).toEqual([]);
  });
});
