import { parseArgs } from 'node:util';
import { readCatalogue } from '../catalogue/read-catalogue';
import { NO_DATABASE, findOwnerUrl, reasonOf } from '../fleet-database';
import { connect } from '../session';
import { audit } from './audit';
import { fleetManifest } from './fleet-manifest';
import { auditReport, inventoryOf } from './report';

const USAGE = `npm run db:audit [-- --json]

Compares the catalogue with the manifest: tables, policies, keys, rights, roles. Changes nothing and reads no rows.
Exits with 0 when all is well, 1 when there are findings, 78 without a database.

The database is DATABASE_OWNER_URL (of the owner or any other role), else the one that \`npm start\` is running.
`;

async function main(args: string[]): Promise<number> {
  const wish = read(args);
  if (!wish) {
    process.stderr.write(USAGE);
    return 2;
  }
  const url = findOwnerUrl();
  if (!url) {
    process.stderr.write(NO_DATABASE);
    return 78;
  }
  const session = await connect(url, 'raptorflow-audit');
  try {
    const catalogue = await readCatalogue(session);
    const manifest = fleetManifest();
    const findings = audit(catalogue, manifest);
    const inventory = inventoryOf(catalogue, manifest);
    process.stdout.write(
      wish.json ? `${JSON.stringify({ inventory, findings }, null, 2)}\n` : auditReport(inventory, findings),
    );
    return findings.length === 0 ? 0 : 1;
  } finally {
    await session.end();
  }
}

function read(args: string[]): { json?: boolean } | undefined {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' } } }).values;
  } catch {
    return undefined;
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`The database cannot be read: ${reasonOf(error)}\n`);
    process.exitCode = 1;
  },
);
