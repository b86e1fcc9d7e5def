import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';

/**
 * Makes rows of one table. What a test is about it says itself, the rest is filled in so that the row is valid alone
 * (what it points at, `campaignId` and the like, has to be said): `const aCampaign = builder(CampaignEntity, () => ({ name: 'Spring' }))`,
 * then `aCampaign({ workspaceId, status: 'active' })`.
 */
export const builder =
  <Row extends object>(entity: new () => Row, usual: NoInfer<() => Partial<Row>>) =>
  (particular: Partial<Row> = {}): Row =>
    Object.assign(new entity(), { id: uuidv7() }, usual(), particular);

/** Writes built rows in the order given, those that others point at first. */
export async function plant(tx: EntityManager, ...rows: readonly object[]): Promise<void> {
  for (const row of rows) await tx.insert(row.constructor, row);
}
