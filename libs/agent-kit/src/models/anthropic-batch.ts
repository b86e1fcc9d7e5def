import { setTimeout as delay } from 'node:timers/promises';
import type Anthropic from '@anthropic-ai/sdk';
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages/messages';
import { anthropicAnswer, anthropicUsage } from './anthropic-answer';
import type { ModelAnswer } from './model';
import { ModelFailure } from './model-failure';

/**
 * One question as a batch of its own: sent, looked after until it has ended, fetched. A batch that is given up is
 * cancelled, so that it does not go on costing.
 */
export async function askBatch(
  client: Anthropic,
  request: MessageCreateParamsNonStreaming,
  id: string,
  signal: AbortSignal,
  pollMs: number,
): Promise<ModelAnswer> {
  const { batches } = client.messages;
  const batch = await batches.create({ requests: [{ custom_id: id, params: request }] }, { signal });
  try {
    while ((await batches.retrieve(batch.id, {}, { signal })).processing_status !== 'ended') {
      await delay(pollMs, undefined, { signal });
    }
    // `results_url` is absolute: the pinned client refuses it, should it lead elsewhere.
    for await (const { custom_id, result } of await batches.results(batch.id, {}, { signal })) {
      if (custom_id !== id) continue;
      if (result.type === 'succeeded') return answerOf(result.message);
      throw new ModelFailure('MODEL_UNAVAILABLE', `The batch ended as ${result.type}`, { billed: 'nothing' });
    }
  } catch (error) {
    // Also when nobody waits any more; whether it worked shows in the vendor's bill, not here.
    await batches.cancel(batch.id).catch(() => undefined);
    // What was sent may be billed, whatever the look at it was refused for.
    if (error instanceof ModelFailure) throw error;
    throw new ModelFailure('MODEL_UNAVAILABLE', 'The batch was lost sight of', { billed: 'unknown', cause: error });
  }
  throw new ModelFailure('MODEL_UNAVAILABLE', 'The batch has no answer', { billed: 'unknown' });
}

function answerOf({ content, stop_reason, usage }: Message): ModelAnswer {
  const text = content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const hasToolUse = content.some(({ type }) => type === 'tool_use');
  return anthropicAnswer(text, stop_reason, hasToolUse, anthropicUsage(usage));
}
