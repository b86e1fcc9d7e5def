import { loadCatalogue, priceOf, rowOf, type ModelCatalogue, type ModelRow, type PaidTier } from '@raptor/agent-kit';
import type { MeteredCall } from '../../tools/model-stand-in';

export const TIERS = ['flash', 'balanced', 'deep'] as const satisfies readonly PaidTier[];

/** The rows of the catalogue with the prices that the product was planned with: 0.075/0.30, 3/15 and 15/75 USD per 1M tokens. */
const PLANNED: Readonly<Record<PaidTier, string>> = {
  flash: 'gemini-2.0-flash-lite',
  balanced: 'claude-sonnet-4-6',
  deep: 'claude-opus-4-1',
};

/** Of 100 calls, as aimed at. */
export const AIMED_MIX: Readonly<Record<PaidTier, number>> = { flash: 90, balanced: 8, deep: 2 };

/** Micro-USD of the same tokens, twice. */
export interface Priced {
  /** At the list price of the model that answered. */
  readonly listMicroUsd: number;
  /** At the price the tier was planned with. */
  readonly plannedMicroUsd: number;
}

export class Prices {
  private readonly catalogue: ModelCatalogue = loadCatalogue(undefined);

  /** @throws Error for a model that no tier has. */
  tierOf({ model }: Pick<MeteredCall, 'model'>): PaidTier {
    const tier = TIERS.find((one) => this.catalogue.tiers[one].includes(model));
    if (!tier) throw new Error(`${model} is in no tier`);
    return tier;
  }

  of(call: MeteredCall): Priced {
    return {
      listMicroUsd: priceOf(call, rowOf(this.catalogue, call.model), call.lane),
      plannedMicroUsd: priceOf(call, this.planned(this.tierOf(call)), call.lane),
    };
  }

  /** For people: which model stands for a tier, at which prices. */
  inWords(): string[] {
    const row = ({ id, usdPerMillion, asOf }: ModelRow): string =>
      `${id} ${usdPerMillion.input}/${usdPerMillion.output} (${asOf})`;
    return TIERS.map((tier) => {
      const [first] = this.catalogue.tiers[tier];
      return `${tier}: ${first ? row(rowOf(this.catalogue, first)) : 'none'}; planned ${row(this.planned(tier))}`;
    });
  }

  private planned(tier: PaidTier): ModelRow {
    return rowOf(this.catalogue, PLANNED[tier]);
  }
}
