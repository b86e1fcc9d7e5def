import type { AnswerKey } from './answer-cache';

/** Where the answers of workspaces are in Redis. The braces keep those of one workspace in one slot of a Redis Cluster. */
export class CacheKeys {
  constructor(private readonly prefix: string) {}

  /** Which answers of the workspace count: those that carry this value. */
  generation(workspaceId: string): string {
    return `${this.of(workspaceId)}:generation`;
  }

  /** Names of the workspace's answers, by when they expire. */
  names(workspaceId: string): string {
    return `${this.of(workspaceId)}:names`;
  }

  answer({ workspaceId, agentCode, questionHash }: AnswerKey): string {
    return `${this.of(workspaceId)}:answer:${agentCode}:${questionHash}`;
  }

  /** Who is making that answer. */
  lock({ workspaceId, agentCode, questionHash }: AnswerKey): string {
    return `${this.of(workspaceId)}:lock:${agentCode}:${questionHash}`;
  }

  private of(workspaceId: string): string {
    return `${this.prefix}:answers:{${workspaceId}}`;
  }
}
