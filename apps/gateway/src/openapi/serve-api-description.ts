import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SERVICE_CONFIG } from '@raptor/platform';
import type { GatewayConfig } from '../gateway.config';

/** The API's description: pages at /api/docs, OpenAPI 3.1 at /api/openapi.json. Also who may read it from a browser. */
export function serveApiDescription(app: NestFastifyApplication): void {
  const { version, corsOrigins } = app.get<GatewayConfig>(SERVICE_CONFIG);
  if (corsOrigins.length > 0) app.enableCors({ origin: [...corsOrigins] });
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('RaptorFlow Codex')
    .setDescription(
      'AI marketing operations: campaigns, agents, approvals, money. Errors are RFC 9457 problem details.',
    )
    .setVersion(version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, description), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'RaptorFlow Codex API',
  });
}
