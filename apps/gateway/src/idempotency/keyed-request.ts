import { createHash } from 'node:crypto';
import { AppError } from '@raptor/platform';
import type { FastifyRequest } from 'fastify';
import type { KeyedRequest } from './idempotency-keys.repository';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * What makes two requests the same one: who asks, which operation, which key. And what tells them apart: the path and the body.
 * @returns undefined without an `Idempotency-Key`.
 * @throws AppError REQUEST_MALFORMED for a key that is none.
 */
export function keyedRequestOf(request: FastifyRequest, principal: string): KeyedRequest | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new AppError('REQUEST_MALFORMED', 'Idempotency-Key is 1 to 200 printable ASCII characters without spaces');
  const asked = JSON.stringify([request.url, request.body ?? null]);
  return {
    principal,
    method: request.method,
    route: request.routeOptions.url ?? request.url,
    key,
    requestHash: createHash('sha256').update(asked).digest('hex'),
  };
}

/** Of the request, whatever else the key is used for later. */
export const samenessOf = (workspaceId: string, request: KeyedRequest): string =>
  `${dedupIdOf(workspaceId, request)} ${request.requestHash}`;

/** One id for all of it, for whoever owns what is asked for. */
export const dedupIdOf = (workspaceId: string, { principal, method, route, key }: KeyedRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([workspaceId, principal, method, route, key]))
    .digest('hex');
