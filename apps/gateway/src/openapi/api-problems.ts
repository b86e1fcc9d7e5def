import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERROR_CODES, Problem } from '@raptor/contracts';

/** Documents the error answers of an operation: each status with the codes it may carry. */
export const ApiProblems = (...statuses: number[]): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(Problem),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: codesOf(status).join(', '),
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(Problem) } } },
      }),
    ),
  );

const codesOf = (status: number): string[] =>
  Object.entries(ERROR_CODES)
    .filter(([, description]) => description.status === status)
    .map(([code]) => code);
