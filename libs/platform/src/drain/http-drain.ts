import type { FastifyInstance } from 'fastify';
import type { DrainParticipant } from './drain';

/** How long callers that have not heard yet still reach us, in milliseconds. */
const GRACE_MS = 200;

/** Lets requests in flight finish; answers tell the client to open a new connection, which goes elsewhere. */
export function httpDrain(fastify: FastifyInstance): DrainParticipant {
  let inFlight = 0;
  let draining = false;
  let becameIdle: () => void = () => undefined;

  fastify.addHook('onRequest', (_request, reply, done) => {
    inFlight += 1;
    // The end of the answer or of the connection, whichever comes first: a caller who hangs up is no longer in flight.
    reply.raw.once('close', () => {
      inFlight -= 1;
      if (inFlight === 0) becameIdle();
    });
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (draining) void reply.header('Connection', 'close');
    done(null, payload);
  });

  return {
    name: 'http',
    stop: async () => {
      draining = true;
      // What is already on its way here is still accepted; its answer says that the connection ends.
      await new Promise((resolve) => setTimeout(resolve, GRACE_MS));
      fastify.server.close();
      fastify.server.closeIdleConnections();
    },
    idle: () =>
      new Promise((resolve) => {
        becameIdle = resolve;
        if (inFlight === 0) resolve();
      }),
    abort: () => {
      fastify.server.closeAllConnections();
    },
  };
}
