import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Nobody is kept waiting for longer, in seconds. */
export const LONGEST_WAIT_SECONDS = 20;

/** How long the caller would rather wait than be told that it goes on; 0 without a word of it. RFC 7240, 4.3: a preference is no demand. */
export const PreferWait = createParamDecorator((_data: unknown, context: ExecutionContext): number =>
  waitIn(context.switchToHttp().getRequest<FastifyRequest>().headers['prefer']),
);

export function waitIn(header: string | string[] | undefined): number {
  const preferences = [header ?? ''].flat().flatMap((line) => line.slice(0, 1_000).split(/[,;]/));
  for (const preference of preferences) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), LONGEST_WAIT_SECONDS);
  }
  return 0;
}
