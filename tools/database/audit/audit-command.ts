import { parseArgs } from 'node:util';
import { readCatalogue } from '../catalogue/read-catalogue';
import type { CommandLine } from '../command-line';
import { NO_DATABASE, findOwnerUrl } from '../fleet-database';
import { connect } from '../session';
import { audit } from './audit';
import { fleetManifest } from './fleet-manifest';
import { auditReport, inventoryOf } from './report';

const USAGE = `npm run db:audit [-- --json]

Compares the catalogue with the manifest: tables, policies, keys, rights, roles. Changes nothing and reads no rows.
Exits with 0 when all is well, 1 when there are findings or the database cannot be read, 78 without a database.

The database is DATABASE_OWNER_URL (of the owner or any other role), else the one that \`npm start\` is running.
`;

/** `npm run db:audit`. */
export async function auditCommand({ words, environment, say, complain }: CommandLine): Promise<number> {
  const wish = read(words);
  if (!wish) {
    complain(USAGE);
    return 2;
  }
  const url = findOwnerUrl(environment);
  if (!url) {
    complain(NO_DATABASE);
    return 78;
  }
  const session = await connect(url, 'raptorflow-audit');
  try {
    const catalogue = await readCatalogue(session);
    const manifest = fleetManifest();
    const findings = audit(catalogue, manifest);
    const inventory = inventoryOf(catalogue, manifest);
    say(wish.json ? `${JSON.stringify({ inventory, findings }, null, 2)}\n` : auditReport(inventory, findings));
    return findings.length === 0 ? 0 : 1;
  } finally {
    await session.end();
  }
}

function read(words: readonly string[]): { json?: boolean } | undefined {
  try {
    return parseArgs({ args: [...words], options: { json: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}
