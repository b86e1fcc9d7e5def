import { join } from 'node:path';
import { SERVICE_KEYS, SERVICES, schemaOf } from '@raptor/contracts';
import { ownerDataSource } from '@raptor/persistence';
import { SERVICE_DATABASES } from '../service-databases';
import { docblocksOf } from './docblocks';

/** What a table and its columns are for, in words. */
export interface TableNotes {
  readonly purpose: string;
  readonly columns: ReadonlyMap<string, string>;
}

const root = join(__dirname, '..', '..', '..');

/** By `schema.table`: what the entities say about their tables. TypeORM knows which class and property is which table and column. */
export async function tableNotes(ownerUrl: string): Promise<Map<string, TableNotes>> {
  const notes = new Map<string, TableNotes>();
  const ofLibraries = docblocksOf(join(root, 'libs', 'agent-kit', 'src'));
  for (const service of SERVICE_KEYS) {
    const docblocks = new Map([...ofLibraries, ...docblocksOf(join(root, 'apps', SERVICES[service].app, 'src'))]);
    const dataSource = await ownerDataSource(SERVICE_DATABASES[service], ownerUrl).initialize();
    for (const { tableName, targetName, columns } of dataSource.entityMetadatas) {
      const said = docblocks.get(targetName);
      notes.set(`${schemaOf(service)}.${tableName}`, {
        purpose: said?.text ?? '',
        columns: new Map(
          columns.map(({ databaseName, propertyName }) => [databaseName, said?.properties.get(propertyName) ?? '']),
        ),
      });
    }
    await dataSource.destroy();
  }
  return notes;
}
