import { Controller, Inject } from '@nestjs/common';
import { DescribeService, type ServiceDescriptionReply } from '@raptor/contracts';
import { OnQuery, RaptorBusServer } from '@raptor/raptor-bus';
import type { PlatformConfig } from '../config/platform.config';
import { SERVICE_CONFIG } from '../platform.tokens';
import { SelfDescription } from './self-description';

/** Answers, over the bus, what this service is. */
@Controller()
export class DescribeController {
  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: PlatformConfig,
    private readonly server: RaptorBusServer,
    private readonly self: SelfDescription,
  ) {}

  @OnQuery(DescribeService)
  describe(): ServiceDescriptionReply {
    const { service, replica, version } = this.config;
    return {
      service,
      replica,
      version,
      uptimeSeconds: Math.floor(process.uptime()),
      agents: this.self.agents.map(({ code, name, purpose }) => ({ code, name, purpose })),
      handles: this.server.handles,
    };
  }
}
