/** Whether trying the same thing again can help: `never`, or `later` (the bus redelivers, HTTP says Retry-After). */
export type RetryAdvice = 'never' | 'later';

export interface ErrorCodeDescription {
  /** HTTP status at the gateway. */
  readonly status: number;
  /** Short, the same for every occurrence (problem+json `title`). */
  readonly title: string;
  readonly retry: RetryAdvice;
  /** When it is thrown. */
  readonly when: string;
  /** What the caller does about it (problem+json `suggestion`). */
  readonly suggestion: string;
}

export const code = (
  status: number,
  title: string,
  when: string,
  suggestion: string,
  retry: RetryAdvice = 'never',
): ErrorCodeDescription => ({ status, title, when, suggestion, retry });
