import { closeSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, tailOfLog } from './log-file';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();

describe('the log of a service', () => {
  it('grows from life to life and is for its owner alone', () => {
    const path = join(folder, 'grows.log');
    for (const text of ['first\n', 'second\n']) {
      const log = openLog(path);
      writeSync(log, text);
      closeSync(log);
    }
    expect(readFileSync(path, 'utf8')).toBe('first\nsecond\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is put aside at the next start when it has outgrown 10 MB', () => {
    const path = join(folder, 'large.log');
    writeFileSync(path, '');
    truncateSync(path, 10 * 1024 * 1024 + 1);
    closeSync(openLog(path));
    expect(statSync(path).size).toBe(0);
    expect(statSync(`${path}.1`).size).toBe(10 * 1024 * 1024 + 1);
  });

  it('shows its last lines, and only those of this life when asked', () => {
    const path = join(folder, 'tail.log');
    writeFileSync(path, 'old\none\ntwo\nthree\n');
    expect(tailOfLog(path, 2)).toEqual(['two', 'three']);
    expect(tailOfLog(path, 10, 4)).toEqual(['one', 'two', 'three']);
    expect(tailOfLog(join(folder, 'none.log'), 2)).toEqual([]);
  });
});
