/** What a file begins with, followed by the version of its format. */
export const FIRST_WORD = 'raptor-backup';
/** Rises when a reader of the version before could not read it. */
export const FORMAT_VERSION = 1;

export const firstLine = (): string => `${FIRST_WORD} ${FORMAT_VERSION}\n`;

/** What a file ends with: the digest of every byte before. Always of the same length. */
export const lastLine = (sha256: string): string => `\nraptor-backup-end sha256=${sha256}\n`;
export const LAST_LINE = /^\nraptor-backup-end sha256=([0-9a-f]{64})\n$/;
export const LAST_LINE_BYTES = lastLine('0'.repeat(64)).length;

/** The kinds of frames between the two lines; each is a byte of kind, four of length (big-endian), and so many of content. */
export const FRAME = { header: 'H', rows: 'R', table: 'T', footer: 'F' } as const;
export type FrameKind = (typeof FRAME)[keyof typeof FRAME];
export const FRAME_HEAD_BYTES = 5;

/** Frames of JSON are read as a whole; a longer one is damage. */
export const MOST_JSON_BYTES = 16 * 1024 * 1024;

export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export interface BackedUpTable extends TableName {
  /** In the order of the values in a row; without generated ones. */
  readonly columns: readonly string[];
}

/** One schema and what had been done to it, oldest first. */
export interface SchemaState {
  readonly schema: string;
  readonly migrations: readonly string[];
}

export interface BackupHeader {
  /** ISO 8601. */
  readonly madeAt: string;
  readonly database: string;
  /** Version of the server. */
  readonly postgres: string;
  /** Version of the product. */
  readonly product: string;
  readonly schemas: readonly SchemaState[];
  /** In the order of the file: those that others point at first. */
  readonly tables: readonly BackedUpTable[];
}

/** Follows the rows of a table. */
export interface TableSum extends TableName {
  readonly rows: number;
  readonly bytes: number;
  /** Of the rows as PostgreSQL words them in `COPY`, in the order of the primary key. */
  readonly sha256: string;
}

export interface BackupFooter {
  readonly tables: number;
  readonly rows: number;
}

/** A backup cannot be made, read or restored for a reason that a person can do something about. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const qualifiedName = ({ schema, name }: TableName): string => `${schema}.${name}`;
