import { createHash } from 'node:crypto';
import type { Api } from '../../libs/api-client/src';

/** What has become of a campaign, without ids, times and whatever else two alike may differ in. */
export interface Fingerprint {
  readonly brief: string;
  readonly simulation: string;
  readonly reports: readonly string[];
  readonly assets: readonly string[];
  readonly moves: readonly string[];
  readonly approvals: readonly string[];
  readonly decisions: readonly string[];
  readonly costMicroUsd: number;
}

type Ask = <T>(ask: () => Promise<T>) => Promise<T>;

/** @param ask has a question answered, however often it takes. */
export async function fingerprintOf(ask: Ask, api: Api, id: string): Promise<Fingerprint> {
  const briefs = (await ask(() => api.intelligence.listWarBriefs({ campaign_id: id, limit: 100 }))).items;
  const simulations = (await ask(() => api.campaigns.listCampaignSimulations(id, { limit: 100 }))).items;
  const assets = (await ask(() => api.assets.listCampaignAssets(id, { limit: 100 }))).items;
  const details = await Promise.all(assets.map((asset) => ask(() => api.assets.getAsset(asset.id))));
  const moves = (await ask(() => api.moves.listMoves({ campaign_id: id, limit: 100 }))).items;
  const timeline = await all((cursor) =>
    ask(() => api.campaigns.listCampaignTimeline(id, { limit: 100, ...(cursor !== undefined && { cursor }) })),
  );
  const costs = await ask(() => api.campaigns.getCampaignCosts(id));
  return {
    brief: briefs.map(({ content_hash: hash }) => hash.slice(0, 12)).join(),
    simulation: simulations
      .map(({ mean, ci_low: low, ci_high: high, allocation }) => digest([mean, low, high, allocation]))
      .join(),
    reports: timeline
      .filter(({ kind }) => kind === 'assignment')
      .map(({ agent_code: code, state }) => `${code} ${state}`)
      .toSorted(),
    assets: details
      .map(
        ({ title, channel, state, current, current_version: version }) =>
          `${channel}/${title}: ${state} v${version} ${digest(current?.copy)}`,
      )
      .toSorted(),
    moves: moves.map(({ name, state, receipt }) => `${name}: ${state}${receipt ? ', left' : ''}`).toSorted(),
    approvals: timeline
      .filter(({ kind }) => kind === 'approval')
      .map(({ state }) => state)
      .toSorted(),
    decisions: timeline
      .filter(({ kind }) => kind === 'decision')
      .map(({ agent_code: code, state }) => `${code} ${state}`)
      .toSorted(),
    costMicroUsd: costs.cost_micro_usd,
  };
}

/** What two that should be alike differ in, in words. */
export function differences(expected: Fingerprint, found: Fingerprint): string[] {
  return (Object.keys(expected) as (keyof Fingerprint)[]).flatMap((field) => {
    const [one, other] = [expected[field], found[field]];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    if (!Array.isArray(one) || !Array.isArray(other)) return [`${field}: ${String(other)} instead of ${String(one)}`];
    const missing = one.filter((each) => !other.includes(each));
    const more = other.filter((each) => !one.includes(each));
    return [
      `${field}: ${other.length} instead of ${one.length}; missing ${missing.slice(0, 3).join(', ')}; instead ${more.slice(0, 3).join(', ')}`,
    ];
  });
}

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 12);

async function all<T>(page: (cursor?: string) => Promise<{ items: T[]; next_cursor: string | null }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    items.push(...answer.items);
    cursor = answer.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
