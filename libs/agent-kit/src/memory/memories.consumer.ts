import { Controller, Inject, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { INDEX_MEMORIES, type AgentHome, type IndexMemories } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { LOGGER, type Logger, workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { isIndexAway } from './index-away';
import { IndexCommand } from './index-command';
import { MemoryIndexer } from './memory-indexer';

/** How long until memories that could not be indexed are tried again. */
export const INDEX_RETRY_MS = Symbol('INDEX_RETRY_MS');

/** The handler of a service's own command to index its memories. */
export function memoriesConsumerOf(home: AgentHome): Type {
  const Command = INDEX_MEMORIES[home];

  @Controller()
  class MemoriesConsumer {
    constructor(
      private readonly indexer: MemoryIndexer,
      private readonly command: IndexCommand,
      private readonly database: Database,
      private readonly inbox: Inbox,
      @Inject(INDEX_RETRY_MS) private readonly retryMs: number,
      @Inject(LOGGER) private readonly logger: Logger,
    ) {}

    @OnMessage(Command)
    async index(@Payload() { anew }: IndexMemories, @Ctx() context: RaptorBusContext): Promise<void> {
      const workspaceId = workspaceIn(context);
      const { signal } = context;
      try {
        if (anew) await this.indexer.clear(workspaceId);
        const { isMore } = await this.indexer.index(workspaceId, signal);
        if (isMore) await this.follow(context, (tx) => this.command.send(tx));
      } catch (error) {
        // An outage may last longer than a message is tried: it is put off instead.
        if (!isIndexAway(error)) throw error;
        this.logger.warn({ err: error, retryMs: this.retryMs }, 'memories cannot be indexed now');
        await this.follow(context, (tx) => this.later(tx, workspaceId, anew));
      }
    }

    /** Once for each message, and once for all that were put off to the same time: an outage does not pile them up. */
    private follow(context: RaptorBusContext, send: (tx: Transaction) => Promise<void>): Promise<void> {
      return this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
        this.inbox.once(tx, context, () => send(tx)),
      );
    }

    private later(tx: Transaction, workspaceId: string, anew: boolean | undefined): Promise<void> {
      const at = Math.ceil(Date.now() / this.retryMs + 1) * this.retryMs;
      const dedupId = `memories.index:${home}:${workspaceId}:${anew ? 'anew:' : ''}${at}`;
      return this.command.send(tx, anew ? { anew } : {}, { deliverAfter: new Date(at), dedupId });
    }
  }

  return MemoriesConsumer;
}
