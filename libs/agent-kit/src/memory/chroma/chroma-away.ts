/** ChromaDB did not answer, or not in time: whoever wanted to remember goes on without, and says so. */
export class ChromaAwayError extends Error {
  override readonly name = 'ChromaAwayError';

  constructor(reason: string, options?: ErrorOptions) {
    super(`ChromaDB is away: ${reason}`, options);
  }
}
