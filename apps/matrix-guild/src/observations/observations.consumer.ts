import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import {
  ListObservations,
  ReadPerformance,
  RecordObservations,
  type ObservationResponse,
  type PerformanceResponse,
  type RecordedObservationsResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { And, LessThan, MoreThanOrEqual, type FindOperator } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { MetricObservationsRepository } from './metric-observations.repository';
import { newObservation, observationResponse } from './observation.mapper';
import { PerformanceService } from './performance.service';

/** What was measured: told by people and machines, read by everybody. */
@Controller()
export class ObservationsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly observations: MetricObservationsRepository,
    private readonly performance: PerformanceService,
  ) {}

  @OnQuery(RecordObservations)
  record(
    @Payload() { observations: told }: RecordObservations,
    @Ctx() context: RaptorBusContext,
  ): Promise<RecordedObservationsResponse> {
    return this.operations.change(context, async (tx) => {
      const added = await this.observations.record(tx, told.map(newObservation));
      const answer = { received: told.length, added, known: told.length - added };
      if (added === 0) return { answer };
      // The chain names what was done, not each of a thousand rows: they say themselves when they were told.
      const audited = { action: 'observations.recorded', subjectType: 'observations', subjectId: uuidv7() };
      return { answer, audited: { ...audited, detail: { added } } };
    });
  }

  @OnQuery(ListObservations)
  list(@Payload() asked: ListObservations, @Ctx() context: RaptorBusContext): Promise<PageAnswer<ObservationResponse>> {
    const { subject_type: subjectType, subject_id: subjectId, metric } = asked;
    const observedAt = within(asked);
    const like = {
      ...(subjectType && { subjectType }),
      ...(subjectId && { subjectId }),
      ...(metric && { metric }),
      ...(observedAt && { observedAt }),
    };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.observations.list(tx, request, like), observationResponse),
    );
  }

  @OnQuery(ReadPerformance)
  read(@Payload() asked: ReadPerformance, @Ctx() context: RaptorBusContext): Promise<PerformanceResponse> {
    return this.operations.read(context, (tx) => this.performance.read(tx, asked));
  }
}

function within({ from, to }: ListObservations): FindOperator<Date> | undefined {
  const bounds = [
    ...(from === undefined ? [] : [MoreThanOrEqual(new Date(from))]),
    ...(to === undefined ? [] : [LessThan(new Date(to))]),
  ];
  return bounds.length === 0 ? undefined : And(...bounds);
}
