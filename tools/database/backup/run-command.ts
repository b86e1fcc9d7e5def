/** Ends the process with what `work` answers, or with 1 and a sentence. */
export function runCommand(work: Promise<number>): void {
  work.then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}

/** A path is meant from where the person stands: npm runs scripts in the root of the repository. */
export const startedIn = (): string => process.env['INIT_CWD'] ?? process.cwd();
