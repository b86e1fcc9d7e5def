import type { IncomingMessage } from 'node:http';
import helmet from '@fastify/helmet';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import type { PlatformConfig } from '../config/platform.config';
import { runInContext, traceparentOr } from '../context/request-context';
import { AppError } from '../errors/app-error';
import type { Logger } from '../logging/logger';
import type { Metrics } from '../metrics/metrics';
import { answerClientError, answerFrameworkError } from './early-errors';
import { objectOf, parseJsonBody } from './json-body';

const REQUEST_ID = /^[\w.:-]{8,128}$/;

/** Operations that machines call every few seconds: logged at debug. */
const WATCHED = new Set(['/healthz', '/readyz', '/metrics']);

/** How often Node looks for connections whose time is over; its default of 30 s would make the limits much longer. */
const CHECK_CONNECTIONS_MS = 1_000;

/** Fastify with the limits, ids, logs and metrics that every service has. */
export async function createHttpAdapter(
  config: PlatformConfig,
  logger: Logger,
  metrics: Metrics,
): Promise<FastifyAdapter> {
  const { http } = config;
  const adapter = new FastifyAdapter({
    bodyLimit: http.bodyLimitBytes,
    requestTimeout: http.requestTimeoutMs,
    trustProxy: (_address: string, hop: number) => hop < http.trustedProxyHops,
    forceCloseConnections: 'idle',
    frameworkErrors: answerFrameworkError,
    clientErrorHandler: answerClientError,
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuidv7();
    },
    http: { headersTimeout: http.headersTimeoutMs, connectionsCheckingInterval: CHECK_CONNECTIONS_MS },
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  await fastify.register(helmet, { contentSecurityPolicy: false });
  enterContext(fastify);
  refuseNul(fastify);
  observe(fastify, logger, metrics);
  acceptJsonOnly(fastify);
  return adapter;
}

function enterContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['traceparent'];
    void reply.header('X-Request-Id', request.id);
    runInContext(
      {
        requestId: request.id,
        traceparent: traceparentOr(typeof given === 'string' ? given : undefined),
        workspaceId: null,
        actor: undefined,
      },
      done,
    );
  });
}

/** U+0000 in a path or a query: no database stores it, and nobody means it. */
function refuseNul(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!request.url.includes('%00')) done();
    else done(new AppError('REQUEST_MALFORMED', 'The address has the character U+0000 in it'));
  });
}

function observe(fastify: FastifyInstance, logger: Logger, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    const seconds = reply.elapsedTime / 1_000;
    metrics.httpSeconds.observe({ method: request.method, route, status: String(reply.statusCode) }, seconds);
    const line = { method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    if (WATCHED.has(route)) logger.debug(line, 'request');
    else logger.info({ ...line, request_id: request.id }, 'request');
    done();
  });
}

/** The pattern, never the address itself: addresses hold ids and are without number. */
const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'none';

function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    if (body.length === 0) {
      done(null, undefined);
      return;
    }
    try {
      done(null, objectOf(parseJsonBody(body as Buffer)));
    } catch (error) {
      done(error as Error, undefined);
    }
  });
}
