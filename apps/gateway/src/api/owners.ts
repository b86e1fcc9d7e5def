import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ownerOf, type MessageClass } from '@raptor/contracts';
import { currentContext } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';

/** How long the owner of a resource may take, waiting included. After it that resource is unavailable, and it alone. */
export const OWNER_DEADLINE_MS = 2_000;

/** Asks the services that own what the API shows. Whose workspace it is about, and who asks, travels with the question. */
@Injectable()
export class Owners {
  constructor(private readonly bus: RaptorBus) {}

  /**
   * A request that comes twice with one idempotency key is asked with one id: the owner does it once.
   * @throws AppError what the owner said, or SERVICE_UNAVAILABLE when it says nothing within two seconds.
   */
  ask<Answer>(operation: MessageClass, payload: object = {}): Promise<Answer> {
    const question = Object.assign(new operation(), payload);
    const dedupId = currentContext()?.dedupId;
    return this.bus.ask<Answer>(question, {
      to: ownerOf(operation),
      deadline: Date.now() + OWNER_DEADLINE_MS,
      ...(dedupId !== undefined && { dedupId: idFor(dedupId, operation) }),
    });
  }
}

/** One request may ask more than one thing. */
const idFor = (dedupId: string, operation: MessageClass): string =>
  createHash('sha256').update(`${dedupId}\n${operation.name}`).digest('hex');
