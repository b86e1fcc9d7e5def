import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import type { MessagesResponse, PutMessages } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { realChanges, refuseOtherVersion } from '../operations/fields';
import type { MessageArchitectureEntity } from './message-architecture.entity';
import { MessageArchitectureRepository } from './message-architecture.repository';
import { messagesOf, messagesResponse } from './positioning.mapper';
import { PositioningRepository } from './positioning.repository';

/** What is said for a positioning. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly positioning: PositioningRepository,
    private readonly messages: MessageArchitectureRepository,
  ) {}

  async read(tx: Transaction, positioningId: string): Promise<MessagesResponse> {
    return messagesResponse(await this.get(tx, positioningId));
  }

  async put(
    tx: Transaction,
    { id: positioningId, if_version: seen, ...asked }: PutMessages,
  ): Promise<Changed<MessagesResponse>> {
    // Two who write the first messages take turns at the positioning.
    await this.positioning.lock(tx, positioningId);
    const known = await this.messages.ofPositioning(tx, positioningId);
    refuseOtherVersion(known ?? { version: 0 }, seen);
    const wanted = messagesOf(asked);
    if (known && Object.keys(realChanges(known, wanted)).length === 0) return { answer: messagesResponse(known) };
    await this.messages.put(tx, { id: uuidv7(), positioningId, ...wanted }, seen);
    return {
      answer: await this.read(tx, positioningId),
      audited: { action: 'positioning.messages_changed', subjectType: 'positioning', subjectId: positioningId },
    };
  }

  /** @throws AppError RESOURCE_NOT_FOUND also for a positioning for which nobody has said anything. */
  private async get(tx: Transaction, positioningId: string): Promise<MessageArchitectureEntity> {
    const found = await this.messages.ofPositioning(tx, positioningId);
    if (found) return found;
    throw new AppError('RESOURCE_NOT_FOUND', `Nothing is said for ${positioningId} in this workspace`);
  }
}
