import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EmergencyStopList,
  EmergencyStopResponse,
  EndEmergencyStop,
  ListEmergencyStops,
  StartEmergencyStop,
  StartStopRequest,
  StopTargetQuery,
} from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';

@ApiTags('operations')
@Controller('ops/emergency-stop')
export class EmergencyStopController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'startEmergencyStop',
    summary: 'Stop an agent, a guild or everything in the workspace, at once',
    description:
      'When it is answered it holds: nothing new begins, nothing is paid for, and runs that it covers end within two seconds. One that is on already stays as it is.',
    asks: StartEmergencyStop,
    answers: EmergencyStopResponse,
  })
  start(@Body() request: StartStopRequest): Promise<EmergencyStopResponse> {
    return this.owners.ask(StartEmergencyStop, request);
  }

  @ApiDelete('', {
    id: 'endEmergencyStop',
    summary: 'End a stop',
    asks: EndEmergencyStop,
    answers: EmergencyStopResponse,
  })
  end(@Query() query: StopTargetQuery): Promise<EmergencyStopResponse> {
    return this.owners.ask(EndEmergencyStop, query);
  }

  @ApiGet('', {
    id: 'getEmergencyStops',
    summary: 'Read which stops are on',
    asks: ListEmergencyStops,
    answers: EmergencyStopList,
  })
  list(): Promise<EmergencyStopList> {
    return this.owners.ask(ListEmergencyStops);
  }
}
