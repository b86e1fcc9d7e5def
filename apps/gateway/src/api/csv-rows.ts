import { AppError } from '@raptor/platform';

/** https://www.rfc-editor.org/rfc/rfc4180 */
export const CSV = 'text/csv';

export type CsvRow = Readonly<Record<string, string>>;

/**
 * The rows of a CSV text by the names in its first line. Lines end in CRLF or LF; a field in quotes may have anything in it, quotes twice. Empty lines
 * are left out, and so are fields that are empty.
 * @throws AppError REQUEST_MALFORMED for a text that is none.
 */
export function csvRows(text: string): CsvRow[] {
  const [names, ...records] = recordsOf(text.replace(/^\uFEFF/, ''));
  if (!names) throw malformed('has no first line with the names of its fields');
  if (new Set(names).size !== names.length) throw malformed('names a field twice in its first line');
  return records.map((record, index) => {
    if (record.length !== names.length)
      throw malformed(`has ${record.length} fields in row ${index + 1}, and ${names.length} names`);
    return Object.fromEntries(
      names.map((name, at) => [name.trim(), record[at] ?? ''] as const).filter(([, value]) => value !== ''),
    );
  });
}

function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  // A field, and what ends it. Linear: no two parts can match the same characters.
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const found = field.exec(text);
    if (!found) throw malformed(`is not readable from character ${at + 1} on`);
    const [, value = '', end] = found;
    record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === ',' && field.lastIndex === text.length) record.push('');
    if (end === ',' && field.lastIndex < text.length) continue;
    if (record.length > 1 || record[0] !== '') records.push(record);
    record = [];
  }
  return records;
}

const malformed = (what: string): AppError => new AppError('REQUEST_MALFORMED', `The CSV ${what}`);
