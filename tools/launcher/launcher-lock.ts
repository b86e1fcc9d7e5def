import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isAlive, type ProcessIdentity } from './process-identity';
import { writePrivateJson } from './state-folder';

export interface LockHolder extends ProcessIdentity {
  readonly startedAt: string;
  /** Known once the ports are chosen. */
  readonly gatewayUrl?: string;
}

export type LockResult = { outcome: 'taken'; lock: LauncherLock } | { outcome: 'refused'; holder: LockHolder };

/** A folder's one launcher. Held until {@link LauncherLock.release} or until the process is gone, however it went. */
export class LauncherLock {
  private constructor(
    private readonly path: string,
    private holder: LockHolder,
  ) {}

  /**
   * Takes the lock for `pid` (this process by default) or says who has it. The lock of a dead process is taken over,
   * also when its number now belongs to another program.
   */
  static take(path: string, pid: number = process.pid): LockResult {
    const self = identify(pid);
    if (!self) throw new Error(`There is no process ${pid} that could hold a lock.`);
    const holder: LockHolder = { ...self, startedAt: new Date().toISOString() };
    for (;;) {
      if (createLinked(path, holder)) return { outcome: 'taken', lock: new LauncherLock(path, holder) };
      const text = readText(path);
      if (text === undefined) continue;
      const current = parseHolder(text);
      if (current && isAlive(current)) return { outcome: 'refused', holder: current };
      removeExactly(path, text);
    }
  }

  /** Tells a second launcher where this one's API is. */
  announceGateway(gatewayUrl: string): void {
    this.holder = { ...this.holder, gatewayUrl };
    writePrivateJson(this.path, this.holder);
  }

  release(): void {
    if (parseHolder(readText(this.path) ?? '')?.born === this.holder.born) rmSync(this.path, { force: true });
  }
}

/** Who holds the lock of this path right now; undefined when nobody alive does. */
export function lockHolder(path: string): LockHolder | undefined {
  const holder = parseHolder(readText(path) ?? '');
  return holder && isAlive(holder) ? holder : undefined;
}

/** A link to a finished file appears with its whole content, and fails when there is one already. */
function createLinked(path: string, holder: LockHolder): boolean {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Between reading a dead launcher's lock and removing it, another launcher may have put its own there: that one stays. */
function removeExactly(path: string, expected: string): void {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
    if (readText(aside) !== expected) linkSync(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockHolder>;
    return typeof value.pid === 'number' && typeof value.born === 'string' ? (value as LockHolder) : undefined;
  } catch {
    return undefined;
  }
}
