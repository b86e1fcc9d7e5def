import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import {
  EndEmergencyStop,
  ListEmergencyStops,
  StartEmergencyStop,
  type EmergencyStopList,
  type EmergencyStopResponse,
} from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { EmergencyActionsRepository } from './emergency-actions.repository';
import { EmergencyService } from './emergency.service';
import { stopResponse, targetOf } from './stop.mapper';

/** Stops as people start and end them: when they are answered the row is there, and replicas have been told. */
@Controller()
export class EmergencyOperationsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly emergency: EmergencyService,
    private readonly actions: EmergencyActionsRepository,
  ) {}

  @OnQuery(StartEmergencyStop)
  start(@Payload() asked: StartEmergencyStop, @Ctx() context: RaptorBusContext): Promise<EmergencyStopResponse> {
    const stop = { scope: asked.scope, target: targetOf(asked), reason: asked.reason };
    return this.hinted(
      this.operations.change(context, async (tx) => ({
        answer: stopResponse(await this.emergency.start(tx, stop, context.envelope.actor)),
      })),
    );
  }

  @OnQuery(EndEmergencyStop)
  end(@Payload() asked: EndEmergencyStop, @Ctx() context: RaptorBusContext): Promise<EmergencyStopResponse> {
    const stop = { scope: asked.scope, target: targetOf(asked) };
    return this.hinted(
      this.operations.change(context, async (tx) => {
        const ended = await this.emergency.end(tx, stop, context.envelope.actor);
        if (!ended) throw new AppError('RESOURCE_NOT_FOUND', `No stop of ${stop.scope} ${stop.target} is on`);
        return { answer: stopResponse(ended) };
      }),
    );
  }

  @OnQuery(ListEmergencyStops)
  list(@Ctx() context: RaptorBusContext): Promise<EmergencyStopList> {
    return this.operations.read(context, async (tx) => ({
      items: (await this.actions.active(tx)).map(stopResponse),
    }));
  }

  private async hinted<Answer>(changing: Promise<Answer>): Promise<Answer> {
    const answer = await changing;
    await this.emergency.hint();
    return answer;
  }
}
