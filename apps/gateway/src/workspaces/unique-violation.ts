/** SQLSTATE 23505 unique_violation and 23514 check_violation. https://www.postgresql.org/docs/17/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505';
export const CHECK_VIOLATION = '23514';

/** What Postgres says of an error, if it was Postgres. */
export function violatedBy(error: unknown): unknown {
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  return code ?? driverError?.code;
}

/** Whether a unique constraint has refused a row. */
export const isUniqueViolation = (error: unknown): boolean => violatedBy(error) === UNIQUE_VIOLATION;
