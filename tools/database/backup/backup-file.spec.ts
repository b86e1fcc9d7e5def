import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstLine, lastLine, type BackupHeader, type TableSum } from './backup-format';
import { BackupWriter, unfinishedName } from './backup-writer';
import { checkBackup, readBackup } from './read-backup';
import { clearUnfinished } from './unfinished-backups';

const ROWS = Buffer.from('1\tone\n2\t\\N\n3\tthr\\\\ee\n');
const header: BackupHeader = {
  madeAt: '2026-11-23T10:15:30.000Z',
  database: 'raptorflow',
  postgres: '17.10',
  product: '0.1.0',
  schemas: [{ schema: 'muse', migrations: ['CreateNotes1'] }],
  tables: [
    { schema: 'muse', name: 'notes', columns: ['id', 'text'] },
    { schema: 'muse', name: 'empty', columns: ['id'] },
  ],
};
const sumOf = (name: string, rows: number, bytes: Buffer): TableSum => ({
  ...{ schema: 'muse', name, rows, bytes: bytes.length },
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const sums = [sumOf('notes', 3, ROWS), sumOf('empty', 0, Buffer.alloc(0))];

describe('the file of a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'raptorflow-backup-'));
  const file = join(folder, 'one');
  const other = join(folder, 'other');
  let bytes: Buffer;

  beforeAll(async () => {
    const writer = new BackupWriter(file);
    await writer.header(header);
    await writer.rows(ROWS.subarray(0, 10));
    await writer.rows(ROWS.subarray(10));
    for (const sum of sums) await writer.endOfTable(sum);
    await writer.footer({ tables: 2, rows: 3 });
    writer.publish();
    bytes = readFileSync(file);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const checking = (content: Buffer | string): Promise<unknown> => {
    writeFileSync(other, content);
    return checkBackup(other);
  };

  it('gives back what was written', async () => {
    expect(await checkBackup(file)).toEqual({ header, sums });
    const parts: Buffer[] = [];
    for await (const part of readBackup(file)) if (part.kind === 'rows') parts.push(part.bytes);
    expect(Buffer.concat(parts)).toEqual(ROWS);
  });

  it('is for its owner alone and appears under its name only when it is whole', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const writer = new BackupWriter(join(folder, 'unfinished'));
    await writer.header(header);
    expect(existsSync(join(folder, 'unfinished'))).toBe(false);
    await writer.discard();
    expect(existsSync(unfinishedName(join(folder, 'unfinished')))).toBe(false);
  });

  it('overwrites nothing', () => {
    expect(() => new BackupWriter(file)).toThrow('is there already');
    expect(() => new BackupWriter(folder)).toThrow('is a folder. Name a file in it.');
  });

  it('is written by one only, whoever comes second, and the second leaves the first alone', async () => {
    const twice = join(folder, 'twice');
    const first = new BackupWriter(twice);
    expect(() => new BackupWriter(twice)).toThrow(/another backup is writing to it, or was killed/);
    await first.header(header);
    expect(() => new BackupWriter(twice)).toThrow(/another backup is writing to it, or was killed/);
    for (const sum of sums) await first.endOfTable({ ...sum, ...sumOf(sum.name, 0, Buffer.alloc(0)) });
    await first.footer({ tables: 2, rows: 0 });
    const late = join(folder, 'late');
    first.publish();
    expect((await checkBackup(twice)).sums).toHaveLength(2);
    const overtaken = new BackupWriter(late);
    await overtaken.footer({ tables: 0, rows: 0 });
    writeFileSync(late, 'of somebody else');
    expect(() => overtaken.publish()).toThrow('is there already');
    await overtaken.discard();
    expect(readFileSync(late, 'utf8')).toBe('of somebody else');
  });

  it('that a killed backup left is named for a day and then removed, and files of others stay', () => {
    const place = join(folder, 'place');
    mkdirSync(place);
    const left = (name: string, content: string, hoursAgo: number): void => {
      writeFileSync(join(place, name), content);
      const at = Date.now() / 1_000 - hoursAgo * 3_600;
      utimesSync(join(place, name), at, at);
    };
    left('old.partial', firstLine(), 25);
    left('empty.raptor-backup.partial', '', 25);
    left('new.partial', firstLine(), 23);
    left('film.partial', 'of a browser', 900);
    left('whole.raptor-backup', firstLine(), 900);
    mkdirSync(join(place, 'folder.partial'));
    expect(clearUnfinished(place).sort()).toEqual([
      `${join(place, 'new.partial')} is of a backup that is at work or was killed`,
      `removed ${join(place, 'empty.raptor-backup.partial')}, which a killed backup had left`,
      `removed ${join(place, 'old.partial')}, which a killed backup had left`,
    ]);
    expect(readdirSync(place).sort()).toEqual(['film.partial', 'folder.partial', 'new.partial', 'whole.raptor-backup']);
  });

  it('tells at once of a place where nothing can be written', () => {
    expect(() => new BackupWriter(join(folder, 'no', 'such', 'folder'))).toThrow('ENOENT');
  });

  it('is refused wherever it was cut', async () => {
    for (let length = 0; length < bytes.length; length++)
      await expect(checking(bytes.subarray(0, length))).rejects.toThrow(/cut off|not a backup/);
  });

  it('is refused whichever byte was changed', async () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await expect(checking(changed)).rejects.toThrow(/damaged|cut off|not a backup|version/);
    }
  });

  it('is refused when something was put into it or behind it', async () => {
    await expect(checking(Buffer.concat([bytes, Buffer.from('\n')]))).rejects.toThrow('cut off');
    const end = bytes.length - lastLine('0'.repeat(64)).length;
    const stuffed = Buffer.concat([bytes.subarray(0, end), Buffer.from('more'), bytes.subarray(end)]);
    await expect(checking(stuffed)).rejects.toThrow('damaged');
  });

  it('is refused with other rows, though all its digests but the table’s are right', async () => {
    const forged = new BackupWriter(join(folder, 'forged'));
    await forged.header(header);
    await forged.rows(Buffer.from('1\tother\n'));
    for (const sum of sums) await forged.endOfTable(sum);
    await forged.footer({ tables: 2, rows: 3 });
    forged.publish();
    await expect(checkBackup(join(folder, 'forged'))).rejects.toThrow('the rows of muse.notes are not those');
  });

  it('of another version is refused by its number, and what is no backup by its beginning', async () => {
    const rest = bytes.subarray(firstLine().length);
    await expect(checking(Buffer.concat([Buffer.from('raptor-backup 2\n'), rest]))).rejects.toThrow(
      'has version 2 of the format and this release reads 1',
    );
    await expect(checking('PGDMP')).rejects.toThrow('is not a backup');
    await expect(checkBackup(join(folder, 'none'))).rejects.toThrow('cannot be read');
    await expect(checkBackup(folder)).rejects.toThrow('is a folder');
  });
});
