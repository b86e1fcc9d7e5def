import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from '@raptor/testing';

const REPOSITORY = join(__dirname, '..', '..', '..', '..');

/** A gateway in a process of its own, that can be killed. */
export interface GatewayProcess {
  readonly url: string;
  /** As `kill -9`; resolves when it is dead. */
  kill(): Promise<void>;
}

export async function startGatewayProcess(environment: NodeJS.ProcessEnv): Promise<GatewayProcess> {
  const child = fork(join(REPOSITORY, 'apps', 'gateway', 'src', 'main.ts'), [], {
    cwd: REPOSITORY,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment, LOG_LEVEL: 'info' },
    execArgv: ['-r', '@swc-node/register'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream) createInterface(stream).on('line', (line) => output.push(line));
  const exited = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  try {
    const url = await eventually(
      () => {
        const found = output.map((line) => /"url":"(http:[^"]+)"/.exec(line)?.[1]).find(Boolean);
        if (!found) throw new Error(`It does not listen:\n${output.slice(-20).join('\n')}`);
        return found;
      },
      { withinMs: 60_000 },
    );
    return { url, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}
