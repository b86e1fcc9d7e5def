import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { folderDigest, isBuildFresh, sourceDigest, writeBuildStamp } from './freshness';

let root: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const isFresh = (): boolean => isBuildFresh(root, sourceDigest(root));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'raptor-freshness-'));
  write('apps/one/src/main.ts', 'one');
  write('libs/lib/src/index.ts', 'lib');
  write('package-lock.json', '{}');
  write('dist/apps/one/main.js', 'bundle');
  writeBuildStamp(root, sourceDigest(root), ['apps/one/main.js']);
});
afterEach(() => rmSync(root, { recursive: true }));

describe('whether a build is up to date', () => {
  it('is so right after it', () => {
    expect(isFresh()).toBe(true);
  });

  it.each(['apps/one/src/main.ts', 'libs/lib/src/index.ts', 'package-lock.json'])(
    'is not after a change of %s',
    (path) => {
      appendFileSync(join(root, path), ' ');
      expect(isFresh()).toBe(false);
    },
  );

  it('is not after a file was added, moved or removed', () => {
    write('libs/lib/src/second.ts', '');
    expect(isFresh()).toBe(false);
    rmSync(join(root, 'libs/lib/src/second.ts'));
    expect(isFresh()).toBe(true);
    rmSync(join(root, 'libs/lib/src/index.ts'));
    write('libs/lib/src/other.ts', 'lib');
    expect(isFresh()).toBe(false);
  });

  it('is so although a clone or a checkout has touched the files', () => {
    utimesSync(join(root, 'apps/one/src/main.ts'), new Date(), new Date());
    expect(isFresh()).toBe(true);
  });

  it('does not depend on tests and texts, which are in no bundle', () => {
    write('apps/one/src/main.spec.ts', 'x');
    write('apps/one/test/story.e2e-spec.ts', 'x');
    write('apps/one/README.md', 'x');
    expect(isFresh()).toBe(true);
  });

  it('is not when a bundle is gone or was written by another build', () => {
    write('dist/apps/one/main.js', 'other!');
    utimesSync(join(root, 'dist/apps/one/main.js'), new Date(0), new Date(0));
    expect(isFresh()).toBe(false);
    rmSync(join(root, 'dist/apps/one/main.js'));
    expect(isFresh()).toBe(false);
  });

  it('is not when there was never a build', () => {
    rmSync(join(root, 'dist'), { recursive: true });
    expect(isFresh()).toBe(false);
  });
});

describe('the digest of one folder', () => {
  it('changes with its sources alone', () => {
    const before = folderDigest(root, 'apps/one');
    appendFileSync(join(root, 'libs/lib/src/index.ts'), ' ');
    expect(folderDigest(root, 'apps/one')).toBe(before);
    appendFileSync(join(root, 'apps/one/src/main.ts'), ' ');
    expect(folderDigest(root, 'apps/one')).not.toBe(before);
  });
});
