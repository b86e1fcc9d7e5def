import { Injectable } from '@nestjs/common';
import { TenantRepository, type NewRow, type Transaction } from '@raptor/persistence';
import { MessageArchitectureEntity } from './message-architecture.entity';

@Injectable()
export class MessageArchitectureRepository extends TenantRepository<MessageArchitectureEntity> {
  constructor() {
    super(MessageArchitectureEntity);
  }

  ofPositioning(tx: Transaction, positioningId: string): Promise<MessageArchitectureEntity | null> {
    return tx.findOneBy(MessageArchitectureEntity, this.where(tx, { positioningId }));
  }

  /**
   * The messages of a positioning are these from now on; a positioning has at most one set.
   * @param seen the version on which the change is based, where there was one.
   * @throws AppError VERSION_CHANGED
   */
  async put(tx: Transaction, messages: NewRow<MessageArchitectureEntity> & { positioningId: string }, seen?: number) {
    const { id, ...changes } = messages;
    const known = await this.ofPositioning(tx, messages.positioningId);
    if (known) await this.update(tx, known.id, changes, seen);
    else await this.insert(tx, { id, ...changes });
  }
}
