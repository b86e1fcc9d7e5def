import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_KEYS } from '@raptor/contracts';
import { fleetManifest } from '../audit/fleet-manifest';
import { readCatalogue } from '../catalogue/read-catalogue';
import type { CommandLine } from '../command-line';
import { NO_DATABASE, findOwnerUrl } from '../fleet-database';
import { migrationStatus } from '../migration-status';
import { connect } from '../session';
import { dataPage } from './data-page';
import { tableNotes } from './table-notes';

export const DATA_PAGE = join(__dirname, '..', '..', '..', 'docs', 'data.md');

const USAGE = `npm run db:docs

Writes docs/data.md from what the database has and the entities say.

The database is DATABASE_OWNER_URL, else the one that \`npm start\` is running.
`;

/** `npm run db:docs`. */
export async function docsCommand({ words, environment, say, complain }: CommandLine): Promise<number> {
  if (words.length > 0) {
    complain(USAGE);
    return 2;
  }
  const ownerUrl = findOwnerUrl(environment);
  if (!ownerUrl) {
    complain(NO_DATABASE);
    return 78;
  }
  writeFileSync(DATA_PAGE, await dataPageOf(ownerUrl));
  say('docs/data.md is written.\n');
  return 0;
}

/** The page as the database at this URL would have it. @throws Error when it has not had exactly the migrations of this version. */
export async function dataPageOf(ownerUrl: string): Promise<string> {
  const session = await connect(ownerUrl, 'raptorflow-docs');
  try {
    for (const service of SERVICE_KEYS) {
      const odd = (await migrationStatus(session, service)).find(({ hasRun, isKnown }) => !hasRun || !isKnown);
      if (odd?.hasRun)
        throw new Error(`${odd.name} has run here and is of another version: use a database of this one.`);
      if (odd) throw new Error(`${odd.name} of ${service} has not run here yet: npm run db:migrate.`);
    }
    return dataPage(await readCatalogue(session), fleetManifest(), await tableNotes(ownerUrl));
  } finally {
    await session.end();
  }
}
