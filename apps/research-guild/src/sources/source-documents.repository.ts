import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { SourceDocumentEntity } from './source-document.entity';

@Injectable()
export class SourceDocumentsRepository extends TenantRepository<SourceDocumentEntity> {
  constructor() {
    super(SourceDocumentEntity);
  }

  /** Stores it, or notes that the same text was seen at the same address again. @returns the id under which it is kept. */
  async keep(tx: Transaction, document: NewRow<SourceDocumentEntity>): Promise<string> {
    const row = { ...document, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<SourceDocumentEntity>;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(SourceDocumentEntity)
      .values(row)
      .orUpdate(['fetched_at', 'updated_at'], ['workspace_id', 'content_hash', 'url'])
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as [{ id: string }])[0].id;
  }

  /** What was found at an address last; null when nobody has looked. */
  latestAt(tx: Transaction, url: string): Promise<SourceDocumentEntity | null> {
    return tx.findOne(SourceDocumentEntity, { where: this.where(tx, { url }), order: { fetchedAt: 'DESC' } });
  }
}
