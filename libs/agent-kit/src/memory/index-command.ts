import { INDEX_MEMORIES, type AgentHome } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import type { Outbox, OutboxOptions } from '@raptor/raptor-bus';
import { inWorkspace } from '../workspace-context';

/** Has a service index its memories of the transaction's workspace, by a message to itself that leaves with that transaction. */
export class IndexCommand {
  constructor(
    private readonly outbox: Outbox,
    private readonly home: AgentHome,
  ) {}

  async send(tx: Transaction, content: { readonly anew?: true } = {}, options?: OutboxOptions): Promise<void> {
    const command = Object.assign(new INDEX_MEMORIES[this.home](), content);
    await inWorkspace(workspaceOf(tx), { type: 'system', id: 'memories' }, () =>
      this.outbox.send(tx, command, options),
    );
  }
}
