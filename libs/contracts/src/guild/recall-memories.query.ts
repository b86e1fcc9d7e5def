import { Matches } from 'class-validator';
import { MemoriesQuery } from '../council/agents/memories.dto';
import { RaptorMessage } from '../raptor-message';

/** What an agent of the service that is asked remembers of a subject; answered with a MemoriesResponse. */
@RaptorMessage({ kind: 'query', name: 'guild.memories.recall', version: 1, channel: 'addressed', role: 'viewer' })
export class RecallMemories extends MemoriesQuery {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
}
