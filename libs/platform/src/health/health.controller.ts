import { Controller, Get, HttpStatus, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PlatformConfig } from '../config/platform.config';
import { OpenTo } from '../http/access';
import { Metrics } from '../metrics/metrics';
import { SERVICE_CONFIG } from '../platform.tokens';
import { Readiness } from './readiness';

/** For machines that watch the service: the process, its dependencies, its numbers. */
@Controller()
@OpenTo('public')
export class HealthController {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: PlatformConfig,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** The process only: an answer means alive, whatever its dependencies do. */
  @Get('healthz')
  alive(): { status: 'alive'; service: string; replica: string; version: string } {
    const { service, replica, version } = this.config;
    return { status: 'alive', service, replica, version };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, unknown>> {
    const report = await this.readiness.report();
    this.metrics.ready.set(report.ready ? 1 : 0);
    void reply.status(report.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return {
      status: report.ready ? 'ready' : report.leaving ? 'leaving' : 'not_ready',
      service: this.config.service,
      dependencies: report.dependencies,
    };
  }

  @Get('metrics')
  async numbers(@Res() reply: FastifyReply): Promise<void> {
    await reply.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }
}
