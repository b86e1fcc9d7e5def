import { AdvanceCampaign } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import type { Outbox } from '@raptor/raptor-bus';
import type { ApprovalEntity } from './approval.entity';

/** Has the campaign looked at that waited for an approval. */
export async function goOnWith(
  outbox: Outbox,
  tx: Transaction,
  { campaignId }: Pick<ApprovalEntity, 'campaignId'>,
): Promise<void> {
  if (campaignId !== null) await outbox.send(tx, Object.assign(new AdvanceCampaign(), { campaignId }));
}
