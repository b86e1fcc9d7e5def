import { createHash } from 'node:crypto';
import type { Session } from '../session';
import type { TableSum } from './backup-format';
import { copyOutOf, type CatalogueTable } from './catalogue';
import { CopyOut } from './copy-out';

/** Reads every row of a table, handing each piece on as it comes. */
export async function readTable(
  session: Session,
  table: CatalogueTable,
  onRows: (bytes: Buffer) => Promise<void> = async () => undefined,
): Promise<TableSum> {
  const hash = createHash('sha256');
  let bytes = 0;
  const rows = session.query(new CopyOut(copyOutOf(table)));
  for await (const piece of rows as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    await onRows(piece);
  }
  const { schema, name } = table;
  return { schema, name, rows: rows.rows, bytes, sha256: hash.digest('hex') };
}
