import type { AgentCode } from '@raptor/contracts';
import { rememberedText } from './draft-text';
import type { Memories, RecallOptions } from './memories';
import type { MemoryDraft, Recall } from './memory';
import { QUESTION } from './passages';

const AT_MOST = 3;
/** The question travels in the memory's notes; more of it says nothing new. */
const QUESTION_CHARACTERS = 4_000;

/** An answer as a memory that is found by the question it answered. */
export const answerMemory = (
  question: string,
  answer: string,
  options: Omit<MemoryDraft, 'kind' | 'text'> = {},
): MemoryDraft => ({
  ...options,
  kind: 'answers',
  text: answer,
  metadata: { ...options.metadata, [QUESTION]: rememberedText(question, QUESTION_CHARACTERS) },
});

/**
 * Earlier answers of one agent to nearly the same question. The very same question is the answer cache's business; a near one is not the same, so
 * its answer joins the evidence as a memory and decides nothing.
 */
export class NearDuplicates {
  constructor(private readonly memories: Memories) {}

  find(
    workspaceId: string,
    agentCode: AgentCode,
    question: string,
    options: Omit<RecallOptions, 'agentCode'> = {},
  ): Promise<Recall> {
    const { nearDuplicate: atLeast } = this.memories.thresholds;
    return this.memories.similar(
      workspaceId,
      { kind: 'answers', text: question.slice(0, QUESTION_CHARACTERS), atMost: AT_MOST, atLeast },
      { ...options, agentCode },
    );
  }
}
