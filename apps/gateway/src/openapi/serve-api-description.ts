import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';
import { describeApi } from './describe-api';

/** What a page of another origin may send, and read of an answer: a browser shows it no other headers. */
const FROM_BROWSERS = {
  methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: [
    ...['ETag', 'Retry-After', 'X-Request-Id'],
    ...['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'],
  ],
  maxAge: 7_200,
};

/** The API's description: pages at /api/docs, OpenAPI 3.1 at /api/openapi.json. Also who may read it from a browser. */
export function serveApiDescription(app: NestFastifyApplication): void {
  const { version, corsOrigins } = app.get<GatewayConfig>(SERVICE_CONFIG);
  if (corsOrigins.length > 0) app.enableCors({ ...FROM_BROWSERS, origin: [...corsOrigins] });
  SwaggerModule.setup('api/docs', app, () => describeApi(app, version), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'RaptorFlow Codex API',
  });
}
