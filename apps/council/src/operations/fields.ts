import { isDeepStrictEqual } from 'node:util';
import type { FieldProblem } from '@raptor/contracts';
import { AppError } from '@raptor/platform';

/** @throws AppError REQUEST_INVALID naming every field, if there is one. */
export function refuseProblems(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw invalidFields(...problems);
}

export const invalidFields = (...errors: FieldProblem[]): AppError =>
  new AppError('REQUEST_INVALID', errors.map(({ field, message }) => `${field} ${message}`).join('; '), {
    details: { errors },
  });

/** It would be right in another state; `field` says on account of what it is not. */
export const stateForbids = (detail: string, field?: string): AppError =>
  new AppError('STATE_FORBIDS', detail, { ...(field && { details: { errors: [{ field, message: detail }] } }) });

export const nameTaken = (): AppError =>
  new AppError('NAME_TAKEN', 'There is another one with this name', {
    details: { errors: [{ field: 'name', message: 'is taken' }] },
  });

/** @throws AppError VERSION_CHANGED for a change that is based on another version than the one that is there. */
export function refuseOtherVersion({ version }: { version: number }, seen: number | undefined): void {
  if (seen === undefined || seen === version) return;
  throw new AppError('VERSION_CHANGED', `It is at version ${version}, not ${seen}`, { details: { version } });
}

/** What was asked for and is not so already. What is undefined was not asked for. */
export function realChanges<Fields extends object>(now: Partial<Fields>, asked: Fields): Partial<Fields> {
  const entries = Object.entries(asked).filter(
    ([property, value]) => value !== undefined && !isDeepStrictEqual(now[property as keyof Fields], value),
  );
  return Object.fromEntries(entries) as Partial<Fields>;
}
