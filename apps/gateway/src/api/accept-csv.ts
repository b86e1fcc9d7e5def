import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError } from '@raptor/platform';
import { CSV, csvRows } from './csv-rows';
import type { OperationFacts } from './operation';

/** Operations that say so take a body of rows as CSV; it becomes the object that JSON would be, and is checked like it. */
export function acceptCsv(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(CSV, { parseAs: 'string' }, (request, body, done) => {
      const { operation } = request.routeOptions.config as { operation?: OperationFacts };
      try {
        if (!operation?.csv) throw new AppError('REQUEST_UNSUPPORTED_MEDIA_TYPE', 'This operation takes JSON');
        done(null, operation.csv(csvRows(String(body))));
      } catch (error) {
        done(error as Error, undefined);
      }
    });
}
