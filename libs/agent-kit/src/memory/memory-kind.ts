/** Kinds of what is remembered; a question is about one of them. `answers` are found by the question they answered. */
export const MEMORY_KINDS = ['answers', 'facts', 'copy', 'learnings', 'research'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];
