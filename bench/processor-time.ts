import { readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Redis } from 'ioredis';

/** Microseconds of processor time that this process has used so far. */
export function ownProcessorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Microseconds of processor time that everybody on this machine has used so far. */
export const machineProcessorTime = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0) * 1_000;

/** Microseconds of processor time that a Redis server has used so far. */
export async function redisProcessorTime(redis: Redis): Promise<number> {
  const info = await redis.info('cpu');
  const seconds = (field: string): number =>
    Number(new RegExp(`^${field}:([\\d.]+)`, 'm').exec(info)?.[1] ?? Number.NaN);
  return (seconds('used_cpu_user') + seconds('used_cpu_sys')) * 1e6;
}

/**
 * Microseconds of processor time that a process, its children, and those of its children that ended have used so far, in steps of 10 ms.
 * Linux only: elsewhere NaN, as the ended ones cannot be asked for.
 */
export function treeProcessorTime(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && statOf(name)?.parent === pid);
  const own = statOf(String(pid));
  const ticks = (own?.ticks ?? 0) + (own?.ticksOfEnded ?? 0);
  return children.reduce((sum, child) => sum + (statOf(child)?.ticks ?? 0), ticks) * microsecondsPerTick();
}

/** Fields 4 and 14 to 17 of proc_pid_stat(5). */
function statOf(pid: string): { parent: number; ticks: number; ticksOfEnded: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    return { parent: fields[1] ?? 0, ticks: user + system, ticksOfEnded: endedUser + endedSystem };
  } catch {
    return undefined;
  }
}

let perTick: number | undefined;

const microsecondsPerTick = (): number =>
  (perTick ??= 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })));
