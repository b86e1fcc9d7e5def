import type { CatalogueEntry, MessageCatalogue } from '@raptor/raptor-bus';
import { payloadInWords } from './payload-words';

const HEADER = `# Messages

Every message between services, in every version that is still read. \`npm run messages\` writes this page from the classes
in \`libs/contracts\`: change those. What kinds, channels and lanes are: [raptor-bus](../libs/raptor-bus/README.md). How to
add a message: [contributing](../CONTRIBUTING.md#adding-a-message).
`;

const COLUMNS = ['message', 'version', 'kind', 'channel', 'lane', 'readers'];

/** The page about all messages, laid out as Prettier would. */
export function messagePage(catalogue: MessageCatalogue): string {
  const entries = [...catalogue.entries].sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
  const rows = entries.map((entry) => [
    code(entry.name),
    String(entry.version),
    entry.kind,
    code(entry.channel),
    entry.lane,
    readersOf(entry, catalogue),
  ]);
  const payloads = entries.map(
    ({ pattern, payload }) => `- ${code(pattern)}: ${code(payloadInWords(payload.shape))}\n`,
  );
  return `${HEADER}\n${table([COLUMNS, ...rows])}\n## Fields\n\n${payloads.join('')}`;
}

const code = (text: string): string => `\`${text}\``;

function readersOf({ kind, channel, readers }: CatalogueEntry, catalogue: MessageCatalogue): string {
  if (catalogue.isBroadcast(channel)) return 'every replica that listens';
  if (kind === 'query') return 'one replica, which answers';
  return readers.join(', ');
}

function table([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler = ' '): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, filler)).join(' | ')} |\n`;
  return [line(head), line([], '-'), ...rows.map((row) => line(row))].join('');
}
