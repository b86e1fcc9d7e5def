import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Keeper, KeptProcess } from './keeper-client';
import { findFreePort } from './ports';
import { SERVER_TITLES, type RunningServer, type ServerPlan } from './servers';

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 15;
const ATTEMPTS = 3;
const LOG_LINES_SHOWN = 15;

export interface LaunchedServer extends RunningServer {
  pid: number;
  port: number;
  home: string;
  ended: Promise<number | null>;
}

/**
 * Starts one server and waits until it answers its own protocol. A port that somebody took in the meantime and a plan that can be
 * repaired get another try; anything else throws, with the end of the server's log.
 */
export async function launchServer(plan: ServerPlan, keeper: Keeper, preferredPort?: number): Promise<LaunchedServer> {
  let current = plan;
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort(attempt === 1 ? preferredPort : undefined);
    const spec = current.spawnSpec(port);
    const url = current.url(port);
    const process = await keeper.spawn(spec);
    const outcome = await readyOrEnded(() => current.probe(url), process);
    if (outcome.ready) {
      return {
        name: current.name,
        origin: 'embedded',
        url,
        detail: current.detail,
        pid: process.pid,
        port,
        home: spec.home,
        ended: process.ended,
      };
    }

    const log = await tailOf(spec.logFile);
    const repaired = outcome.ended ? await current.repair?.(outcome.exitCode) : undefined;
    const portWasTaken = outcome.ended && /address already in use|eaddrinuse/i.test(log);
    if (attempt === ATTEMPTS || !(repaired || portWasTaken)) throw startFailure(current, outcome, spec.logFile, log);
    current = repaired ?? current;
  }
}

type Outcome =
  | { ready: true }
  | { ready: false; ended: true; exitCode: number | null }
  | { ready: false; ended: false; lastError: unknown };

async function readyOrEnded(probe: () => Promise<void>, process: KeptProcess): Promise<Outcome> {
  let end: { exitCode: number | null } | undefined;
  void process.ended.then((exitCode) => (end = { exitCode }));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const failure = await probe().then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    // Checked after the probe: on a contended port it may be somebody else who answered.
    if (end) return { ready: false, ended: true, exitCode: end.exitCode };
    if (!failure) return { ready: true };
    if (Date.now() > deadline) return { ready: false, ended: false, lastError: failure.error };
    await delay(LOOK_EVERY_MS);
  }
}

function startFailure(plan: ServerPlan, outcome: Outcome, logFile: string, log: string): Error {
  const title = SERVER_TITLES[plan.name];
  const what =
    !outcome.ready && outcome.ended
      ? `${title} ended while it was starting (${outcome.exitCode === null ? 'by a signal' : `exit code ${outcome.exitCode}`}).`
      : `${title} did not answer within ${READY_WITHIN_MS / 1000} s.`;
  const cause = !outcome.ready && !outcome.ended ? outcome.lastError : undefined;
  const lines = [
    what,
    `It is ${plan.detail}`,
    `The end of its log, ${logFile}:`,
    ...log.split('\n').map((line) => `    ${line}`),
  ];
  return new Error(lines.join('\n'), { cause });
}

async function tailOf(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-LOG_LINES_SHOWN).join('\n') || '(empty)';
}
