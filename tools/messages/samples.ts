import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { decode, encode, enclose, type CatalogueEntry, type MessageCatalogue } from '@raptor/raptor-bus';
import { examplePayload } from './example-payload';

const fileOf = ({ pattern }: CatalogueEntry): string => `${pattern}.json`;

/** What is wrong with the golden samples, a line each: one is missing, is of no message, or cannot be read as it was written. */
export function sampleProblems(folder: string, catalogue: MessageCatalogue): string[] {
  const files = readdirSync(folder);
  const missing = catalogue.entries.map(fileOf).filter((file) => !files.includes(file));
  return [
    ...missing.map((file) => `${file} is missing: npm run messages`),
    ...files.flatMap((file) => {
      const entry = catalogue.entries.find((candidate) => fileOf(candidate) === file);
      if (!entry)
        return [`${file} is of no message: a version may go when nobody sends or reads it, its sample with it`];
      const problem = unreadable(entry, readFileSync(join(folder, file), 'utf8').trimEnd());
      return problem ? [`${file} ${problem}: what is under way could not be read; make a new version`] : [];
    }),
  ];
}

function unreadable(entry: CatalogueEntry, text: string): string | undefined {
  try {
    const { name, version, payload } = decode(text);
    if (name !== entry.name || version !== entry.version) return `holds version ${version} of ${name}`;
    const read = entry.payload.read(payload);
    return isDeepStrictEqual(JSON.parse(JSON.stringify(read)), payload) ? undefined : 'loses fields';
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Writes a sample for each message that has none; what is there stays as it is, for it was published so. Gives the new files.
 * @throws Error for a message of which no example can be found: its sample is to be written by hand.
 */
export function writeMissingSamples(folder: string, catalogue: MessageCatalogue): string[] {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(folder);
  const missing = catalogue.entries.filter((entry) => !files.includes(fileOf(entry)));
  for (const entry of missing) writeFileSync(join(folder, fileOf(entry)), `${sampleOf(entry)}\n`, { flag: 'wx' });
  return missing.map(fileOf);
}

const SOMEBODY = '01900000-0000-7000-8000-00000000000a';
const SOMETHING = '01900000-0000-7000-8000-00000000000b';

/** An envelope with everything an envelope may have, as the bus writes it. */
function sampleOf(entry: CatalogueEntry): string {
  const ofSystem = entry.name.startsWith('sys.');
  const origin = {
    workspaceId: ofSystem ? null : SOMETHING,
    actor: ofSystem
      ? ({ type: 'system', id: 'gateway' } as const)
      : ({ type: 'user', id: SOMEBODY, role: 'operator', membershipVersion: 1 } as const),
    correlationId: SOMETHING,
    causationId: SOMETHING,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  };
  const extras =
    entry.kind === 'query'
      ? { deadline: Date.UTC(2026, 0, 2), replyTo: 'gateway-1' }
      : {
          dedupId: 'sample',
          key: SOMETHING,
          deadline: Date.UTC(2026, 0, 2),
          replyTo: 'sys.council',
          confirm: true as const,
        };
  try {
    return encode(enclose(entry, examplePayload(entry.payload.shape), 'gateway', origin, extras));
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`Write ${fileOf(entry)} by hand, as the bus would: ${reason}`, { cause: error });
  }
}
