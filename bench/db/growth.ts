import type { FilledDatabase } from './filled-database';
import { QUESTIONS } from './questions';
import { AT_ONCE, timeAll, type AtOnce, type Stopwatch, type Timing } from './timing';

/** One question, asked of few rows and of many. */
export interface Growth {
  readonly question: string;
  readonly atOnce: AtOnce;
  /** One for each round. */
  readonly few: readonly Timing[];
  readonly many: readonly Timing[];
}

/** How much longer the commonest questions take when a hundred times as many workspaces keep their rows in the same tables. */
export async function growth(few: FilledDatabase, many: FilledDatabase, stopwatch: Stopwatch): Promise<Growth[]> {
  const nameOf = (question: string, database: FilledDatabase, atOnce: AtOnce): string =>
    `${question}, of ${database.rowsEach.toLocaleString('en-US')} rows, ${atOnce} at once`;
  const timed = QUESTIONS.flatMap((question) =>
    AT_ONCE.flatMap((atOnce) =>
      [few, many].map((database) => ({
        name: nameOf(question.name, database, atOnce),
        atOnce,
        operation: () => database.ask(question),
      })),
    ),
  );
  const timings = await timeAll(timed, stopwatch);
  return QUESTIONS.flatMap(({ name }) =>
    AT_ONCE.map((atOnce) => ({
      question: name,
      atOnce,
      few: timings.get(nameOf(name, few, atOnce)) ?? [],
      many: timings.get(nameOf(name, many, atOnce)) ?? [],
    })),
  );
}
