import type { FastifyInstance } from 'fastify';
import type { DrainParticipant } from './drain';

/** Lets requests in flight finish; answers tell the client to open a new connection, which goes elsewhere. */
export function httpDrain(fastify: FastifyInstance): DrainParticipant {
  let inFlight = 0;
  let draining = false;
  let idle: () => void = () => undefined;

  fastify.addHook('onRequest', (_request, _reply, done) => {
    inFlight += 1;
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('Connection', 'close');
    done(null, payload);
  });
  const ended = (): void => {
    inFlight -= 1;
    if (inFlight === 0) idle();
  };
  fastify.addHook('onResponse', (_request, _reply, done) => {
    ended();
    done();
  });
  fastify.addHook('onRequestAbort', (_request, done) => {
    done();
  });

  return {
    name: 'http',
    stop: () => {
      draining = true;
      fastify.server.close();
      fastify.server.closeIdleConnections();
    },
    idle: () =>
      new Promise((resolve) => {
        idle = resolve;
        if (inFlight === 0) resolve();
      }),
    abort: () => {
      fastify.server.closeAllConnections();
    },
  };
}
