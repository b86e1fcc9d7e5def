import type { FieldProblem, Problem } from './generated/schemas';

/** A code of the catalogue; others may be added at any time, and answers that are not the API's have none of them. */
export type ProblemCode = Problem['code'] | 'NOT_A_PROBLEM';

/** What the API (or something in front of it) answered instead of what was asked for. Switch on `code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    /** The same for every occurrence. */
    readonly title: string,
    /** This occurrence, in a sentence. */
    readonly detail: string,
    /** For whoever looks into the logs. */
    readonly requestId: string | undefined,
    /** What to do about it. */
    readonly suggestion: string | undefined,
    /** What is wrong with which field. */
    readonly errors: readonly FieldProblem[],
    /** When another try makes sense. */
    readonly retryAfterSeconds: number | undefined,
  ) {
    super(`${code}: ${detail}`);
  }

  static is(error: unknown, code?: ProblemCode): error is ApiProblem {
    return error instanceof ApiProblem && (code === undefined || error.code === code);
  }

  /** Of an answer that is no success; a page of some proxy becomes a problem, too. */
  static async of(answer: Response): Promise<ApiProblem> {
    const said = await problemIn(answer);
    const wait = Number(answer.headers.get('retry-after') ?? NaN);
    return new ApiProblem(
      answer.status,
      said?.code ?? 'NOT_A_PROBLEM',
      said?.title ?? answer.statusText,
      said?.detail ?? `The answer was ${answer.status}, and not from the API`,
      said?.request_id ?? answer.headers.get('x-request-id') ?? undefined,
      said?.suggestion,
      said?.errors ?? [],
      Number.isFinite(wait) && wait >= 0 ? wait : undefined,
    );
  }
}

async function problemIn(answer: Response): Promise<Problem | undefined> {
  const text = await answer.text().catch(() => '');
  try {
    const said = JSON.parse(text) as Partial<Problem> | null;
    return typeof said?.code === 'string' ? (said as Problem) : undefined;
  } catch {
    return undefined;
  }
}
