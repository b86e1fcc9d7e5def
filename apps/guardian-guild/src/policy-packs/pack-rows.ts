import { POLICY_PACKS, type PolicyPack } from '@raptor/policy-packs';
import type { QueryRunner } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';

/** An edition as a migration knows it: `google_ads`, `2026-11-23`, and the hash that its rules had when the migration was written. */
export type Edition = readonly [platform: string, version: string, contentHash: string];

/** Of all ids of editions: the same edition has the same id in every database. */
const EDITIONS = '5d1ff0a6-2f5c-4c8e-9c60-6f4d3f2f9a11';

export const idOf = ({ platform, version }: Pick<PolicyPack, 'platform' | 'version'>): string =>
  uuidv5(`${platform} ${version}`, EDITIONS);

/**
 * Writes editions into the table; for migrations, as only the schema's owner may.
 * @throws Error when an edition is gone, or is no longer what it was: verdicts name it, so what has changed makes a new one.
 */
export async function bringIn(runner: QueryRunner, ...editions: Edition[]): Promise<void> {
  for (const edition of editions) {
    const pack = packOf(edition);
    await runner.query(
      `INSERT INTO guardian.policy_packs (id, platform, version, rules, effective_from, review_by, content_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        idOf(pack),
        pack.platform,
        pack.version,
        JSON.stringify(pack.rules),
        pack.effectiveFrom,
        pack.reviewBy,
        pack.contentHash,
      ],
    );
  }
}

/** Takes them out again. */
export async function takeOut(runner: QueryRunner, ...editions: Edition[]): Promise<void> {
  for (const [platform, version] of editions)
    await runner.query(`DELETE FROM guardian.policy_packs WHERE platform = $1 AND version = $2`, [platform, version]);
}

export function packOf(
  [platform, version, contentHash]: Edition,
  packs: readonly PolicyPack[] = POLICY_PACKS,
): PolicyPack {
  const pack = packs.find((one) => one.platform === platform && one.version === version);
  if (pack === undefined)
    throw new Error(`The edition ${version} of ${platform} is gone: verdicts name it, so it has to stay`);
  if (pack.contentHash !== contentHash)
    throw new Error(
      `The edition ${version} of ${platform} was changed: undo that and make a new edition. (Its hash was ${contentHash} and is ${pack.contentHash})`,
    );
  return pack;
}
