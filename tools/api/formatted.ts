import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const PRETTIER = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');

/** A text as Prettier would have the file: what is generated passes the same check as what is written. */
export const formatted = (path: string, text: string): string =>
  execFileSync(process.execPath, [PRETTIER, '--stdin-filepath', join(root, path)], {
    cwd: root,
    input: text,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
