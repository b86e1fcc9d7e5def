import { TaskType } from '@google/generative-ai';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Budget } from '../budget/budget';
import type { ModelRow } from './catalogue';
import { boundOf } from './cost';
import { GeminiWire } from './gemini-wire';
import type { Payer } from './model';
import { ModelFailure } from './model-failure';
import { CallClock } from './vendor-errors';
import type { VendorOptions } from './vendor-options';

/** What the API takes at once. */
const MAX_TEXTS = 100;
const SETTLING_MS = 120_000;

const answered = z.object({ embeddings: z.array(z.object({ values: z.array(z.number()) })) });

export interface GeminiEmbeddingsOptions {
  /** Default 768: of what the model was trained for, the least that loses next to nothing. */
  readonly dimensions?: number;
  /** Who pays for what has a payer. */
  readonly budget?: Budget;
}

/**
 * Vectors from Gemini, of length 1. With a payer each batch is reserved and settled like any other call; the API says
 * nothing of usage, so that its bound is charged.
 */
export class GeminiEmbeddings {
  readonly dimensions: number;
  /** The vendor's name of the model. */
  readonly model: string;
  private readonly wire: GeminiWire;
  private readonly budget: Budget | undefined;

  constructor(
    private readonly vendor: VendorOptions,
    private readonly row: ModelRow,
    { dimensions = 768, budget }: GeminiEmbeddingsOptions = {},
  ) {
    this.wire = new GeminiWire(vendor);
    this.model = row.id;
    this.dimensions = dimensions;
    this.budget = budget;
  }

  /**
   * One vector per text, in their order.
   * @throws ModelFailure, or AppError BUDGET_* where a batch is not paid for.
   */
  async embed(texts: readonly string[], signal?: AbortSignal, payer?: Payer): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += MAX_TEXTS) {
      const batch = texts.slice(at, at + MAX_TEXTS);
      const key = uuidv7();
      const ask = (): Promise<number[][]> => this.ask(batch, key, signal);
      vectors.push(...(await (payer && this.budget ? this.paidBy(payer, this.budget, batch, key, ask) : ask())));
    }
    return vectors;
  }

  /** The most a batch can cost, in micro-USD. */
  boundOf(texts: readonly string[]): number {
    return this.bound(texts).microUsd;
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  private bound(texts: readonly string[]) {
    return boundOf({ system: '', prompt: texts.join(''), schema: {}, maxOutputTokens: 0 }, this.row);
  }

  private async paidBy(
    payer: Payer,
    budget: Budget,
    texts: readonly string[],
    attemptId: string,
    ask: () => Promise<number[][]>,
  ): Promise<number[][]> {
    const bound = this.bound(texts);
    const decision = await budget.reserve({
      payer,
      attemptId,
      kind: 'model',
      provider: this.row.provider,
      model: this.row.id,
      tier: 'flash',
      reservedMicroUsd: bound.microUsd,
      reservedTokens: bound.tokens,
      expiresInMs: this.vendor.timeoutMs + SETTLING_MS,
    });
    if (decision.outcome === 'refused') throw new AppError(decision.code, decision.detail);
    let isFree = false;
    try {
      return await ask();
    } catch (error) {
      isFree = error instanceof ModelFailure && error.billed === 'nothing';
      throw error;
    } finally {
      const charged = isFree
        ? { reportedMicroUsd: 0, countedMicroUsd: 0, tokens: { input: 0, cached: 0, output: 0 } }
        : { countedMicroUsd: bound.microUsd };
      await budget.settle({ payer, attemptId, ...charged });
    }
  }

  private async ask(texts: readonly string[], key: string, signal = new AbortController().signal): Promise<number[][]> {
    signal.throwIfAborted();
    const clock = new CallClock(signal, new Date(Date.now() + this.vendor.timeoutMs), this.vendor.timeoutMs);
    const requests = texts.map((text) => ({
      model: `models/${this.row.id}`,
      content: { role: 'user', parts: [{ text }] },
      // One use for what is kept and what is looked for: near-duplicates are found among equals.
      taskType: TaskType.SEMANTIC_SIMILARITY,
      outputDimensionality: this.dimensions,
    }));
    try {
      const answer = await this.wire.post(this.row.id, 'batchEmbedContents', { requests }, key, clock.signal);
      return vectorsOf(await answer.json(), texts.length, this.dimensions);
    } catch (error) {
      throw clock.failure(error);
    }
  }
}

/** Vectors shorter than the model's own are not of length 1 as they come. */
function vectorsOf(body: unknown, count: number, dimensions: number): number[][] {
  const { data } = answered.safeParse(body);
  const fits = data?.embeddings.length === count && data.embeddings.every(({ values }) => values.length === dimensions);
  if (!data || !fits)
    throw new ModelFailure('MODEL_UNAVAILABLE', 'The vectors are not those that were asked for', { billed: 'unknown' });
  return data.embeddings.map(({ values }) => {
    const length = Math.hypot(...values);
    return length === 0 ? values : values.map((value) => value / length);
  });
}
