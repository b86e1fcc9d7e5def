import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { PurgedTable, WorkspaceCreated, WorkspaceDeleted, WorkspacePurged } from '@raptor/contracts';
import { Database, WorkspacePurge, type Purged, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, Outbox, RaptorBusContext } from '@raptor/raptor-bus';
import { PurgeParticipants } from './purge-participants';
import type { Seed } from './seed';
import { WorkspaceLives } from './workspace-lives';

export const SEED = Symbol('SEED');

@Controller()
export class WorkspaceLifeConsumer {
  constructor(
    private readonly database: Database,
    private readonly purge: WorkspacePurge,
    private readonly lives: WorkspaceLives,
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
    private readonly participants: PurgeParticipants,
    @Inject(SEED) private readonly seed: Seed,
  ) {}

  @OnMessage(WorkspaceCreated)
  async begin(@Payload() workspace: WorkspaceCreated, @Ctx() context: RaptorBusContext): Promise<void> {
    const id = workspaceIn(context);
    await this.database.withTenant(id, context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, async () => {
        if (await this.lives.begin(tx, id)) await this.seed(tx, { ...workspace, id });
      }),
    );
  }

  /**
   * In three steps, each of which may be repeated: nothing begins any more, nothing is left, said so. A tally that is kept with the rows makes
   * the report whole however often the second was begun.
   */
  @OnMessage(WorkspaceDeleted)
  async end(@Ctx() context: RaptorBusContext): Promise<void> {
    const id = workspaceIn(context);
    const { actor } = context.envelope;
    await this.database.withTenant(id, actor, (tx) => this.lives.end(tx, id));
    const removed = (tx: Transaction, table: string, rows: number): Promise<void> =>
      this.lives.count(tx, id, table, rows);
    const purged = await this.purge.run(id, actor, { signal: context.signal, removed });
    // After the rows: what is made from them is not made again.
    await this.participants.purge(id);
    await this.database.withTenant(id, actor, async (tx) => {
      const rows = await this.lives.finish(tx, id);
      if (rows) await this.outbox.send(tx, reportOf(purged, rows));
    });
  }
}

const reportOf = ({ rows, kept }: Purged, inAll: Readonly<Record<string, number>>): WorkspacePurged =>
  Object.assign(new WorkspacePurged(), {
    tables: Object.keys(rows).map((table) => Object.assign(new PurgedTable(), { table, rows: inAll[table] ?? 0 })),
    kept: [...kept],
  });
