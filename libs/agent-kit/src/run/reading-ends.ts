import { AppError } from '@raptor/platform';

/** What a database that is away throws: another try will be better. */
export const isOfDatabase = (error: unknown): boolean => AppError.is(error) && error.retry === 'later';

/** Whether work has ended before the signal fires; then nobody waits for it any more. */
export function orAborted(work: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => resolve(false);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    work.then(() => resolve(true), reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
