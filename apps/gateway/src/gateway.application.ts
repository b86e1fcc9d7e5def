import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { acceptCsv } from './api/accept-csv';
import { LiveSockets } from './live/live-sockets';
import { serveApiDescription } from './openapi/serve-api-description';

/** What makes this service the edge: a prefix for its operations, their description, and sockets that move on when it leaves. */
export const gatewayApplication = {
  apiPrefix: 'api/v1',
  prepare: (app: NestFastifyApplication): void => {
    acceptCsv(app);
    serveApiDescription(app);
  },
  drains: (app: NestFastifyApplication) => [app.get(LiveSockets)],
};
