import { invalid } from '../rows/page';

/** Where an export goes on. */
export interface ExportPosition {
  readonly table: string;
  /** Key of the last row of that table that was given out whole. */
  readonly after?: readonly string[] | undefined;
  /** When the row after it has been given out in part: up to which character, and what the row was then. */
  readonly cut?: { readonly at: number; readonly digest: string } | undefined;
}

/** Opaque to callers. It grants nothing: what it points at is looked up within the caller's workspace. */
export const encodeExportCursor = ({ table, after, cut }: ExportPosition): string =>
  Buffer.from(JSON.stringify([table, after ?? null, cut?.at ?? 0, cut?.digest ?? ''])).toString('base64url');

/** @throws AppError REQUEST_INVALID when it is not a cursor of an export. */
export function decodeExportCursor(cursor: string): ExportPosition {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw unknownCursor();
  const [table, after, at, digest] = parts as unknown[];
  const isKey = after === null || (Array.isArray(after) && after.every((value) => typeof value === 'string'));
  if (typeof table !== 'string' || !isKey || !Number.isSafeInteger(at) || typeof digest !== 'string')
    throw unknownCursor();
  return {
    table,
    after: (after as string[] | null) ?? undefined,
    cut: (at as number) > 0 ? { at: at as number, digest } : undefined,
  };
}

export const unknownCursor = (): Error => invalid('cursor', 'is not one that an export has answered with');

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
