/** SQLSTATE 23505 unique_violation. https://www.postgresql.org/docs/17/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';

/** The same attempt, asked for twice at one moment: who comes second looks again, at what the first has committed. */
export async function onceMoreWhenTwice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
    if ((code ?? driverError?.code) !== UNIQUE_VIOLATION) throw error;
    return work();
  }
}
