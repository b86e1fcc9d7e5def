/** Which answer: by workspace, agent, version of its description, and input. */
export interface AnswerKey {
  readonly workspaceId: string;
  readonly agentCode: string;
  /** SHA-256 of what makes two questions the same. */
  readonly questionHash: string;
}

export interface CachedAnswer {
  readonly output: unknown;
  readonly provenance: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly answeredAt: string;
}

/** Answers that may be given again. Lost at any time; away, it is as if empty. */
export interface AnswerCache {
  /**
   * The answer that is there, or else the one that `answer` makes; of several who ask at once, on any replica, one makes it and the others wait
   * for it, no longer than `waitMs`. What `answer` says is not worth keeping is not kept.
   */
  through<T extends { readonly keep?: CachedAnswer }>(
    key: AnswerKey,
    options: { readonly ttlMs: number; readonly waitMs: number; readonly signal: AbortSignal },
    answer: () => Promise<T>,
  ): Promise<{ readonly hit: CachedAnswer } | { readonly made: T }>;
  /** Forgets everything of a workspace. */
  forget(workspaceId: string): Promise<void>;
}
