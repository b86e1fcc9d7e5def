import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { PersonaEntity } from './persona.entity';

const REPLACED = ['narrative', 'pains', 'motivations', 'quotes', 'buying_group', 'source_ids', 'updated_at'];

@Injectable()
export class PersonasRepository extends TenantRepository<PersonaEntity> {
  constructor() {
    super(PersonaEntity, { name: 'name' });
  }

  /** Stores it, or puts it in the place of the one with this name. @returns the id under which it is kept. */
  async keep(tx: Transaction, persona: NewRow<PersonaEntity>): Promise<string> {
    const row = { ...persona, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<PersonaEntity>;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(PersonaEntity)
      .values(row)
      .orUpdate(REPLACED, ['workspace_id', 'name'])
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as [{ id: string }])[0].id;
  }
}
