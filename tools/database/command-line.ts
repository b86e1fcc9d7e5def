import { createInterface } from 'node:readline/promises';
import { reasonOf } from './fleet-database';

/** What a command has of the process that it runs in. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  say(text: string): void;
  complain(text: string): void;
  /** What a person types; absent where there is none to ask. */
  readonly ask?: (question: string) => Promise<string>;
}

/** Runs a command as a process: exits with the code that it answers, or with 1 and the reason. */
export function runAsProcess(command: (line: CommandLine) => Promise<number>): void {
  const complain = (text: string): void => void process.stderr.write(text);
  command({
    words: process.argv.slice(2),
    environment: process.env,
    say: (text) => void process.stdout.write(text),
    complain,
    ...(process.stdin.isTTY && { ask }),
  }).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      complain(`${reasonOf(error)}\n`);
      process.exitCode = 1;
    },
  );
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
