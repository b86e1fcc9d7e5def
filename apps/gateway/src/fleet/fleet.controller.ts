import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  DescribeService,
  FleetResponse,
  SERVICE_KEYS,
  ServiceDescriptionResponse,
  type ServiceDescriptionReply,
} from '@raptor/contracts';
import { AppError, OpenTo } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { ApiProblems } from '../openapi/api-problems';
import { FleetRegistry } from './fleet-registry';

@ApiTags('operations')
@ApiBearerAuth()
@Controller('ops/fleet')
@OpenTo('admin')
export class FleetController {
  constructor(
    private readonly registry: FleetRegistry,
    private readonly bus: RaptorBus,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Services, their replicas, versions, last beats and lag', operationId: 'getFleet' })
  @ApiOkResponse({ type: FleetResponse })
  @ApiProblems(401, 403)
  fleet(): FleetResponse {
    return this.registry.view();
  }

  @Get(':service')
  @ApiOperation({ summary: 'Ask a service, over the bus, what it is', operationId: 'describeService' })
  @ApiParam({ name: 'service', enum: SERVICE_KEYS })
  @ApiOkResponse({ type: ServiceDescriptionResponse })
  @ApiProblems(401, 403, 404, 503)
  async describe(@Param('service') service: string): Promise<ServiceDescriptionResponse> {
    if (!SERVICE_KEYS.some((key) => key === service)) {
      throw new AppError(
        'RESOURCE_NOT_FOUND',
        `There is no service "${service.slice(0, 64)}"; there are ${SERVICE_KEYS.join(', ')}`,
      );
    }
    const reply = await this.bus.ask<ServiceDescriptionReply>(new DescribeService(), { to: service });
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
