import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldProblem } from '@raptor/contracts';
import { AppError } from '../errors/app-error';

/** Checks bodies and queries against their DTO classes: unknown fields are refused, every problem is listed. */
export const requestValidation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    exceptionFactory: (errors) => {
      const problems = errors.flatMap((error) => problemsOf(error));
      return new AppError('REQUEST_INVALID', summary(problems), { details: { errors: problems } });
    },
  });

function problemsOf(error: ValidationError, path = ''): FieldProblem[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}

const summary = (problems: readonly FieldProblem[]): string =>
  problems.length === 1 ? (problems[0]?.message ?? '') : `${problems.length} fields are invalid`;
