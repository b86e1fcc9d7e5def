import { createHash } from 'node:crypto';
import {
  BackupError,
  FRAME,
  FRAME_HEAD_BYTES,
  MOST_JSON_BYTES,
  qualifiedName,
  type BackedUpTable,
  type BackupFooter,
  type BackupHeader,
  type TableSum,
} from './backup-format';
import type { ByteReader } from './byte-reader';

export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'rows'; readonly bytes: Buffer }
  | { readonly kind: 'table'; readonly sum: TableSum }
  | { readonly kind: 'footer'; readonly footer: BackupFooter };

/** The frames of a backup, held to the digest of each table. */
export async function* partsOf(file: string, reader: ByteReader): AsyncGenerator<BackupPart> {
  const header = await jsonFrame<BackupHeader>(file, reader, FRAME.header);
  yield { kind: 'header', header };
  let rows = 0;
  for (const table of header.tables) {
    const sum = yield* tableFrom(file, reader, table);
    rows += sum.rows;
  }
  const footer = await jsonFrame<BackupFooter>(file, reader, FRAME.footer);
  if (footer.tables !== header.tables.length || footer.rows !== rows) throw damaged(file, 'its footer does not fit');
  yield { kind: 'footer', footer };
  if ((await reader.take(1)).length > 0) throw damaged(file, 'something follows its footer');
}

async function* tableFrom(
  file: string,
  reader: ByteReader,
  table: BackedUpTable,
): AsyncGenerator<BackupPart, TableSum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for (;;) {
    const { kind, length } = await frameHead(file, reader);
    if (kind !== FRAME.rows) {
      const sum = await jsonContent<TableSum>(file, reader, { kind, length }, FRAME.table);
      const isOurs = qualifiedName(sum) === qualifiedName(table);
      if (!isOurs || sum.bytes !== bytes || sum.sha256 !== hash.digest('hex'))
        throw damaged(file, `the rows of ${qualifiedName(table)} are not those that were written`);
      yield { kind: 'table', sum };
      return sum;
    }
    for await (const part of reader.pass(length)) {
      hash.update(part);
      bytes += part.length;
      yield { kind: 'rows', bytes: part };
    }
  }
}

interface FrameHead {
  readonly kind: string;
  readonly length: number;
}

async function frameHead(file: string, reader: ByteReader): Promise<FrameHead> {
  const head = await reader.take(FRAME_HEAD_BYTES);
  if (head.length < FRAME_HEAD_BYTES) throw damaged(file, 'it ends in the middle');
  return { kind: head.toString('latin1', 0, 1), length: head.readUInt32BE(1) };
}

async function jsonFrame<T>(file: string, reader: ByteReader, wanted: string): Promise<T> {
  return jsonContent<T>(file, reader, await frameHead(file, reader), wanted);
}

async function jsonContent<T>(
  file: string,
  reader: ByteReader,
  { kind, length }: FrameHead,
  wanted: string,
): Promise<T> {
  if (kind !== wanted || length > MOST_JSON_BYTES) throw damaged(file, `a part ${wanted} is missing`);
  const content = await reader.take(length);
  if (content.length < length) throw damaged(file, 'it ends in the middle');
  return JSON.parse(content.toString('utf8')) as T;
}

export const damaged = (file: string, detail: string): BackupError =>
  new BackupError(`${file} is damaged: ${detail}. Nothing of it is used: copy it again, or take another one.`);
