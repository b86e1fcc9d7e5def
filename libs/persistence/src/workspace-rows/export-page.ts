import { createHash } from 'node:crypto';
import { AppError } from '@raptor/platform';
import { encodeExportCursor, type ExportPosition } from './export-cursor';
import type { ExportedRow } from './read-lines';

/** A part of an export that fits into one message of the bus. */
export interface ExportPage {
  /** The texts of all pages, one after the other, are the export. A page may end in the middle of a line. */
  readonly text: string;
  /** For the page after this one; null when this was the last. */
  readonly nextCursor: string | null;
}

/** Longest page: at three bytes a character, or with what JSON adds to quotes, it stays below the 256 KiB of a message. */
export const PAGE_CHARACTERS = 65_536;

/** As many of these rows of one table as fit on a page. A row that fits on none is given out in parts. */
export function pageOf(table: string, rows: readonly ExportedRow[], from: ExportPosition | undefined): ExportPage {
  const [first, ...others] = rows;
  const cut = from?.cut;
  if (cut && (!first || table !== from.table || digestOf(first.line) !== cut.digest)) throw changed();
  if (!first) return { text: '', nextCursor: null };
  const start = cut?.at ?? 0;
  if (first.line.length + 1 - start > PAGE_CHARACTERS) {
    const at = start + PAGE_CHARACTERS;
    const after = table === from?.table ? from.after : undefined;
    const nextCursor = encodeExportCursor({ table, after, cut: { at, digest: digestOf(first.line) } });
    return { text: first.line.slice(start, at), nextCursor };
  }
  let text = `${first.line.slice(start)}\n`;
  let { after } = first;
  for (const row of others) {
    if (text.length + row.line.length + 1 > PAGE_CHARACTERS) break;
    text += `${row.line}\n`;
    after = row.after;
  }
  return { text, nextCursor: encodeExportCursor({ table, after }) };
}

const digestOf = (line: string): string => createHash('sha256').update(line).digest('base64url');

const changed = (): AppError =>
  new AppError('VERSION_CHANGED', 'A row was changed while it was being exported: begin again');
