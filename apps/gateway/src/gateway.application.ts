import { serveApiDescription } from './openapi/serve-api-description';

/** What makes this service the edge: a prefix for its operations, and their description. */
export const gatewayApplication = { apiPrefix: 'api/v1', prepare: serveApiDescription };
