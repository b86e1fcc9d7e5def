import { Controller, Param } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import {
  DescribeService,
  FleetResponse,
  SERVICE_KEYS,
  ServiceDescriptionResponse,
  type ServiceDescriptionReply,
} from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { ApiGet } from '../api/operation';
import { FleetRegistry } from './fleet-registry';
import { Services } from './services';

@ApiTags('operations')
@Controller('ops/fleet')
export class FleetController {
  constructor(
    private readonly registry: FleetRegistry,
    private readonly services: Services,
  ) {}

  @ApiGet('', {
    id: 'getFleet',
    summary: 'List services, their replicas, versions, last beats and lag',
    openTo: 'admin',
    answers: FleetResponse,
  })
  fleet(): FleetResponse {
    return this.registry.view();
  }

  @ApiGet(':service', {
    id: 'describeService',
    summary: 'Ask a service, over the bus, what it is',
    openTo: 'admin',
    answers: ServiceDescriptionResponse,
  })
  @ApiParam({ name: 'service', enum: SERVICE_KEYS })
  async describe(@Param('service') named: string): Promise<ServiceDescriptionResponse> {
    const service = SERVICE_KEYS.find((key) => key === named);
    if (!service) {
      throw new AppError(
        'RESOURCE_NOT_FOUND',
        `There is no service "${named.slice(0, 64)}"; there are ${SERVICE_KEYS.join(', ')}`,
      );
    }
    const reply = await this.services.ask<ServiceDescriptionReply>(service, DescribeService);
    return {
      service: reply.service,
      replica: reply.replica,
      version: reply.version,
      uptime_seconds: reply.uptimeSeconds,
      agents: reply.agents.map(({ code, name, purpose }) => ({ code, name, purpose })),
      handles: [...reply.handles],
    };
  }
}
