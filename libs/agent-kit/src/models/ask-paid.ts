import type { CandidateParts } from './ask-candidate';
import type { ModelCatalogue } from './catalogue';
import type { Model, ModelProvider, PaidAnswer, PaidModels, PaidQuestion } from './model';
import { Purchase } from './purchase';

export interface DeskParts extends Omit<CandidateParts, 'settling'> {
  /** Those with a key. */
  readonly models: readonly Model[];
  readonly catalogue: ModelCatalogue;
  readonly batchAfterMs: number;
}

/**
 * Where answers of models are bought. It asks the first choice of the tier, then who stands in for it, then cheaper tiers;
 * pays for each try by itself; mends what can be mended without a model, and asks for one repair where it cannot.
 */
export class PaidModelDesk implements PaidModels {
  private readonly models: ReadonlyMap<ModelProvider, Model>;

  constructor(private readonly parts: DeskParts) {
    this.models = new Map(parts.models.map((model) => [model.provider, model]));
  }

  ask(question: PaidQuestion): Promise<PaidAnswer> {
    return new Purchase({ ...this.parts, models: this.models }, question).make();
  }

  /** Waits for the answers under way for a moment, then ends the connections. */
  async close(): Promise<void> {
    await Promise.all(this.parts.models.map((model) => model.close()));
  }
}
