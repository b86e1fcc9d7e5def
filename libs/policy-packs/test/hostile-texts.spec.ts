import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * In a process of its own, as a service is: what a test runner has loaded before makes V8 give up optimising regular expressions
 * (https://github.com/v8/v8/blob/main/src/regexp/regexp.h, `kRegExpCompiledLimit`), and they take a thousand times longer.
 */
it('256 KiB made of any hostile piece are measured, and judged by all rules, in less than two seconds', async () => {
  const program = join(__dirname, 'time-hostile-texts.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', program]);
  const times = JSON.parse(stdout) as [what: string, milliseconds: number][];
  expect(times.length).toBeGreaterThan(150);
  expect(times.filter(([, milliseconds]) => milliseconds >= 2_000)).toEqual([]);
});
