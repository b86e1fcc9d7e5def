import { applyDecorators, createParamDecorator, Param, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { AppError } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id in the path. One that is none names nothing: 404, as for any other id that is not there. */
export const Id = (name = 'id'): ParameterDecorator =>
  Param(name, {
    transform: (value: unknown): string => {
      if (typeof value === 'string' && UUID.test(value)) return value.toLowerCase();
      throw new AppError('RESOURCE_NOT_FOUND', `${name} in the path is not an id`);
    },
  });

/** Describes the ids of an operation's path. */
export const ApiIds = (...names: string[]): MethodDecorator =>
  applyDecorators(...names.map((name) => ApiParam({ name, schema: { type: 'string', format: 'uuid' } })));

/**
 * The version that a change is based on; undefined when the caller does not say, or says `*`. RFC 9110, 13.1.1.
 * @throws AppError REQUEST_MALFORMED for anything but one strong entity tag that this API has given out.
 */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number | undefined => {
  const given = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (given === undefined || given.trim() === '*') return undefined;
  const version = /^\s*"(\d{1,9})"\s*$/.exec(given)?.[1];
  if (version === undefined)
    throw new AppError('REQUEST_MALFORMED', 'If-Match is not the ETag of an answer, such as "3"');
  return Number(version);
});
