import type { CatalogueEntry, MessageCatalogue, PayloadShape } from '@raptor/raptor-bus';
import * as validator from 'class-validator';
import { rulesOf, type FieldRules } from './field-rules';

const HEADER = `# Messages

Every message between services, with its newest and its older versions. Written by \`npm run messages\` from the classes in
\`libs/contracts\`: change those, not this page. What a kind, a channel and a lane are:
[raptor-bus](../libs/raptor-bus/README.md); how to add one: [contributing](../CONTRIBUTING.md#adding-a-message).
`;

/** The page about all messages, formatted as Prettier would. */
export function messagePage(catalogue: MessageCatalogue): string {
  const entries = [...catalogue.entries].sort((a, b) => compare(a.name, b.name) || b.version - a.version);
  const rows = entries.map((entry) => [
    \`\\\`\${entry.name}\\\`\`,
    String(entry.version),
    entry.kind,
    \`\\\`\${entry.channel}\\\`\`,
    entry.lane,
    readersOf(entry, catalogue),
    fieldsOf(entry.payload.shape),
  ]);
  return \`\${HEADER}\\n\${table([['name', 'version', 'kind', 'channel', 'lane', 'readers', 'fields'], ...rows])}\`;
}
