import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** A JSON document a line. https://github.com/ndjson/ndjson-spec */
export const NDJSON = 'application/x-ndjson';

/** What is handed to the connection at once, in characters. */
const CHUNK = 65_536;

/**
 * An answer of any length, read only as fast as the caller takes it. The first part is read before it is answered: what fails by then is
 * a problem like any other, what fails later cuts the connection.
 * @param lines without line ends.
 */
export async function ndjson(lines: AsyncIterable<string>, filename: string): Promise<StreamableFile> {
  const chunks = inChunks(lines);
  const first = await chunks.next();
  const stream = Readable.from(startingWith(first, chunks), { objectMode: false });
  return new StreamableFile(stream, { type: NDJSON, disposition: `attachment; filename="${filename}"` });
}

async function* inChunks(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

async function* startingWith(
  first: IteratorResult<string, void>,
  others: AsyncGenerator<string, void, undefined>,
): AsyncGenerator<Buffer, void, undefined> {
  if (first.done) return;
  yield Buffer.from(first.value);
  for await (const chunk of others) yield Buffer.from(chunk);
}
