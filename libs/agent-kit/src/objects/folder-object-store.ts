import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@raptor/platform';
import { checkedWorkspaceId, partsOfKey, type ObjectStore } from './object-store';

export interface FolderObjectStoreOptions {
  /** Made when it is first written to. Replicas of one service share it, by a network file system where they are on several machines. */
  readonly folder: string;
  readonly maxBytes: number;
}

/** Objects as files of a folder. A file is written beside its place and moved there: readers see all of it or nothing. */
export class FolderObjectStore implements ObjectStore {
  constructor(private readonly options: FolderObjectStoreOptions) {}

  async put(key: string, content: Uint8Array): Promise<void> {
    const path = this.pathOf(key);
    const { maxBytes } = this.options;
    if (content.byteLength > maxBytes)
      throw new AppError(
        'REQUEST_TOO_LARGE',
        `An object has ${content.byteLength} bytes; ${maxBytes} are stored at most`,
      );
    const draft = `${path}.${randomUUID()}.draft`;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeThrough(draft, content);
      await rename(draft, path);
    } catch (cause) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw new AppError('SERVICE_UNAVAILABLE', 'The object store could not be written', { cause });
    }
  }

  async get(key: string): Promise<Buffer | undefined> {
    try {
      return await readFile(this.pathOf(key));
    } catch (cause) {
      if (isMissing(cause)) return undefined;
      throw cause instanceof TypeError
        ? cause
        : new AppError('SERVICE_UNAVAILABLE', 'The object store could not be read', { cause });
    }
  }

  async removeWorkspace(workspaceId: string): Promise<number> {
    const folder = join(this.options.folder, checkedWorkspaceId(workspaceId));
    try {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
      return found.filter((entry) => entry.isFile() && !entry.name.endsWith('.draft')).length;
    } catch (cause) {
      if (isMissing(cause)) return 0;
      throw new AppError('SERVICE_UNAVAILABLE', 'The object store could not be emptied', { cause });
    }
  }

  private pathOf(key: string): string {
    return join(this.options.folder, ...partsOfKey(key));
  }
}

/** On the disk, not only on its way there. */
async function writeThrough(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

const isMissing = (error: unknown): boolean => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
};
