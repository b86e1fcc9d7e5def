import { EnvironmentError } from '../../launcher/environment';

/** EX_CONFIG of sysexits.h. */
const EXIT_BAD_ENVIRONMENT = 78;

/** Ends the process with what `work` answers; what it throws is told in a sentence. */
export function runCommand(work: Promise<number>): void {
  work.then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = error instanceof EnvironmentError ? EXIT_BAD_ENVIRONMENT : 1;
    },
  );
}

/** A path as the person meant it who typed it: npm runs scripts in the root of the repository. */
export const startedIn = (): string => process.env['INIT_CWD'] ?? process.cwd();
