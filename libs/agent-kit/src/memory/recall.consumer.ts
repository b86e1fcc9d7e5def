import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import {
  RecallMemories,
  isAgentCode,
  type AgentCode,
  type MemoriesResponse,
  type MemoryKind,
  type MemoryResponse,
  MEMORY_KINDS,
} from '@raptor/contracts';
import { workspaceIn } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { MemoryEvidence } from '../evidence/evidence';
import { unknownAgent } from '../run/run.errors';
import { Memories, type RecallOptions } from './memories';
import type { Recall } from './memory';

const USUAL = 10;
/** Whoever asks waits no longer than two seconds; an index that takes longer is as good as away. */
const LONGEST_MS = 1_500;

/** Tells people what an agent of this service remembers. */
@Controller()
export class RecallConsumer {
  constructor(private readonly memories: Memories) {}

  @OnQuery(RecallMemories)
  async recall(@Payload() asked: RecallMemories, @Ctx() context: RaptorBusContext): Promise<MemoriesResponse> {
    const { code, query, kind, limit = USUAL } = asked;
    if (!isAgentCode(code)) throw unknownAgent(code);
    const workspaceId = workspaceIn(context);
    const tooLong = AbortSignal.timeout(LONGEST_MS);
    const options = optionsOf(code, context, workspaceId, tooLong);
    const recalls = await Promise.all(
      (kind ? [kind] : MEMORY_KINDS).map((each) => {
        const question = { kind: each, text: query, atMost: limit };
        return inTime(this.memories.similar(workspaceId, question, options), tooLong);
      }),
    );
    const found = recalls.flatMap(({ memories }) => memories).map(memoryResponse);
    return {
      items: found.sort((one, other) => other.similarity - one.similarity).slice(0, limit),
      context_unavailable: recalls.find(({ contextUnavailable }) => contextUnavailable)?.contextUnavailable ?? null,
    };
  }
}

const TOO_SLOW: Recall = { memories: [], contextUnavailable: 'The index of memories did not answer in time' };

/** Not every step on the way to the index can be told to stop: what comes too late is not waited for. */
const inTime = (recall: Promise<Recall>, tooLong: AbortSignal): Promise<Recall> =>
  new Promise((resolve, reject) => {
    tooLong.addEventListener('abort', () => resolve(TOO_SLOW), { once: true });
    recall.then(resolve, (error: unknown) => (tooLong.aborted ? resolve(TOO_SLOW) : reject(error)));
  });

function optionsOf(
  agentCode: AgentCode,
  { envelope, signal }: RaptorBusContext,
  workspaceId: string,
  tooLong: AbortSignal,
): RecallOptions {
  const { type, id } = envelope.actor;
  const payer = { workspaceId, agentCode, runId: uuidv7(), ...(type === 'user' && { userId: id }) };
  return { agentCode, signal: AbortSignal.any([signal, tooLong]), payer };
}

const memoryResponse = ({ text, tainted, data }: MemoryEvidence): MemoryResponse => ({
  id: data.memoryId,
  kind: data.collection as MemoryKind,
  text,
  similarity: data.similarity,
  tainted,
  metadata: { ...data.metadata },
});
