import { Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { Inbox, isPermanent, type Received } from '@raptor/raptor-bus';
import type { AuditFact } from './audit-fact';
import { AuditLog } from './audit-log.service';

interface Announced {
  readonly fact: AuditFact;
  readonly received: Received;
}

interface Waiting extends Announced {
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

const WRITER = { type: 'system', id: 'audit' } as const;
const MOST_AT_ONCE = 100;

/**
 * Appends the facts that messages announce. There is one writer in a process: what arrives while it writes waits and goes together,
 * so that a busy workspace costs one transaction at a time and one connection, however many of its facts are being handled.
 */
@Injectable()
export class AuditWriter {
  private readonly waiting = new Map<string, Waiting[]>();
  private isWriting = false;

  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly log: AuditLog,
  ) {}

  /** Resolves when the fact's entry is committed. */
  write(workspaceId: string, fact: AuditFact, received: Received): Promise<void> {
    return new Promise((written, failed) => {
      const queue = this.waiting.get(workspaceId) ?? [];
      queue.push({ fact, received, written, failed });
      this.waiting.set(workspaceId, queue);
      if (!this.isWriting) void this.writeAll();
    });
  }

  /** Workspaces take turns. */
  private async writeAll(): Promise<void> {
    this.isWriting = true;
    for (;;) {
      const [next] = this.waiting;
      if (!next) break;
      const [workspaceId, queue] = next;
      this.waiting.delete(workspaceId);
      const batch = queue.splice(0, MOST_AT_ONCE);
      if (queue.length > 0) this.waiting.set(workspaceId, queue);
      await this.settle(workspaceId, batch);
    }
    this.isWriting = false;
  }

  private async settle(workspaceId: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.commit(workspaceId, batch);
      for (const { written } of batch) written();
    } catch (error) {
      // One that Postgres will never take must not take the others with it.
      if (batch.length > 1 && isPermanent(error)) for (const one of batch) await this.settle(workspaceId, [one]);
      else for (const { failed } of batch) failed(error);
    }
  }

  private commit(workspaceId: string, batch: readonly Announced[]): Promise<void> {
    // In one order everywhere, so that replicas with the same messages wait for each other and never in a circle.
    const inOrder = batch.toSorted((one, other) => (one.fact.eventId < other.fact.eventId ? -1 : 1));
    return this.database.withTenant(workspaceId, WRITER, async (tx) => {
      const facts: AuditFact[] = [];
      for (const { fact, received } of inOrder)
        await this.inbox.once(tx, received, () => Promise.resolve(void facts.push(fact)));
      await this.log.append(tx, facts);
    });
  }
}
