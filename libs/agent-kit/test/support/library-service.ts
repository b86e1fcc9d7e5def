import { Module, type Type } from '@nestjs/common';
import { PersistenceModule, type Database, type ServiceDatabase } from '@raptor/persistence';
import { defineServiceConfig } from '@raptor/platform';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import {
  BookEntity,
  libraryDatabase,
  LoanEntity,
  ShelfEntity,
} from '../../../persistence/test/support/library-database';
import { AGENT_VARIABLES, GuildModule, WORKSPACE_LIFE_TABLES, agentConfig, type Seed } from '../../src';
import { NotOfTheKit } from './not-of-the-kit';

/** A muse guild that keeps books. */
export const libraryService: ServiceDatabase = {
  ...libraryDatabase,
  tables: { ...libraryDatabase.tables, ...BUS_TABLES, ...WORKSPACE_LIFE_TABLES },
};

export const libraryConfig = defineServiceConfig('muse', AGENT_VARIABLES, agentConfig);

export function libraryModule(seed: Seed): Type {
  @Module({
    imports: [
      PersistenceModule.forService(libraryService),
      NotOfTheKit,
      GuildModule.forRoot({ guild: 'muse', agents: [], seed }),
    ],
  })
  class LibraryModule {}
  return LibraryModule;
}

/** A shelf with two books and a loan of each. */
export const plantShelf = (database: Database, workspaceId: string): Promise<void> =>
  database.withTenant(workspaceId, { type: 'system', id: 'test' }, async (tx) => {
    const shelfId = uuidv7();
    const books = [uuidv7(), uuidv7()];
    await tx.insert(ShelfEntity, { workspaceId, id: shelfId, label: 'new' });
    await tx.insert(
      BookEntity,
      books.map((id) => ({ workspaceId, id, shelfId })),
    );
    await tx.insert(
      LoanEntity,
      books.map((bookId) => ({ workspaceId, bookId, number: 1 })),
    );
  });
