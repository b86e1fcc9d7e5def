import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../src';
import { BookEntity, JournalEntity, LoanEntity, ShelfEntity } from './library-database';

export interface Library {
  readonly shelves: number;
  /** Of each shelf. Every third is the sequel of the one before it, each fifth of one that is younger. */
  readonly books: number;
}

/** Fills the transaction's workspace. */
export async function plantLibrary(tx: Transaction, workspaceId: string, { shelves, books }: Library): Promise<void> {
  for (let index = 0; index < shelves; index += 1) {
    const shelfId = uuidv7();
    await tx.insert(ShelfEntity, { workspaceId, id: shelfId, label: `shelf ${index} of ${workspaceId}` });
    const ids = Array.from({ length: books }, () => uuidv7());
    const sequelOf = (number: number): string | null => {
      if (number % 5 === 4) return ids[number + 1] ?? null;
      return (number % 5 > 0 && number % 3 === 2 && ids[number - 1]) || null;
    };
    await tx.insert(
      BookEntity,
      ids.map((id, number) => ({
        workspaceId,
        id,
        shelfId,
        sequelOf: sequelOf(number),
        text: `book ${number}`,
        lockHash: Buffer.from('hash'),
      })),
    );
    await tx.insert(
      LoanEntity,
      ids.map((bookId) => ({ workspaceId, bookId, number: 1 })),
    );
  }
  await tx.insert(JournalEntity, { workspaceId, id: uuidv7(), what: `opened ${workspaceId}` });
}
