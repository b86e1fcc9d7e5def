import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newMigration } from './new-migration';

describe('a new migration', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'raptor-migration-'));
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('is a class named for the deed, in the app that owns the schema', () => {
    const told = newMigration(root, 'muse-guild', 'add-author-to-notes', 1795410000001);
    const text = readFileSync(
      join(root, 'apps/muse-guild/src/migrations/1795410000001-add-author-to-notes.ts'),
      'utf8',
    );
    expect(text).toContain('export class AddAuthorToNotes1795410000001 implements MigrationInterface');
    expect(text).toContain("readonly name = 'AddAuthorToNotes1795410000001'");
    expect(told).toContain('add AddAuthorToNotes1795410000001 to the migrations of apps/muse-guild/src/database.ts');
  });

  it('refuses a name that is not kebab-case, or a path', () => {
    for (const name of ['AddAuthor', '../evil', 'add author', '']) {
      expect(() => newMigration(root, 'muse-guild', name)).toThrow('kebab-case');
    }
  });
});
