import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  BackupError,
  FIRST_WORD,
  firstLine,
  FORMAT_VERSION,
  LAST_LINE,
  LAST_LINE_BYTES,
  type BackupHeader,
  type TableSum,
} from './backup-format';
import { damaged, partsOf, type BackupPart } from './backup-parts';
import { ByteReader } from './byte-reader';

export interface CheckedBackup {
  readonly header: BackupHeader;
  readonly sums: readonly TableSum[];
}

/** Reads a whole file and holds it to its digests. @throws BackupError that says what is wrong with it. */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  const sums: TableSum[] = [];
  let header: BackupHeader | undefined;
  for await (const part of readBackup(file)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'table') sums.push(part.sum);
  }
  if (!header) throw damaged(file, 'it has no header');
  return { header, sums };
}

/**
 * Reads a backup part by part, in constant memory. What it gives is to be believed only when it has come to its end: the
 * digest of the whole file is known then. @throws BackupError
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const { end, sha256 } = await outerLines(file);
  const hash = createHash('sha256').update(firstLine());
  const source = createReadStream(file, { start: firstLine().length, end: end - 1 });
  const content = createGunzip();
  pipeline(source, passingBy(hash), content, () => undefined);
  const reader = new ByteReader(content);
  try {
    yield* partsOf(file, reader);
  } catch (error) {
    throw error instanceof BackupError ? error : damaged(file, error instanceof Error ? error.message : String(error));
  } finally {
    await reader.close();
  }
  if (hash.digest('hex') !== sha256) throw damaged(file, 'its bytes are not those that were written');
}

/** Where the compressed part ends and what the digest of everything before the last line has to be. */
async function outerLines(file: string): Promise<{ end: number; sha256: string }> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new BackupError(`${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile())
      throw new BackupError(`${file} is a folder or something else that is no file. Name the backup itself.`);
    const { size } = stats;
    const read = async (length: number, position: number): Promise<string> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, Math.max(0, position));
      return buffer.toString('latin1', 0, bytesRead);
    };
    refuseOtherVersions(file, await read(FIRST_WORD.length + 12, 0));
    const sha256 = LAST_LINE.exec(await read(LAST_LINE_BYTES, size - LAST_LINE_BYTES))?.[1];
    if (!sha256)
      throw new BackupError(`${file} is cut off: its last line is missing. Copy it again, or take another one.`);
    return { end: size - LAST_LINE_BYTES, sha256 };
  } finally {
    await handle.close();
  }
}

function refuseOtherVersions(file: string, beginning: string): void {
  const [, word, version] = /^([a-z-]+) (\d+)\n/.exec(beginning) ?? [];
  if (word !== FIRST_WORD) throw new BackupError(`${file} is not a backup that npm run db:backup has made.`);
  if (Number(version) !== FORMAT_VERSION)
    throw new BackupError(
      `${file} has version ${version} of the format and this release reads ${FORMAT_VERSION}: restore it with the release that made it.`,
    );
}

const passingBy = (hash: Hash): Transform =>
  new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      done(null, chunk);
    },
  });
