import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  ChangeCohort,
  CreateCohort,
  DeleteCohort,
  ListCohorts,
  ReadCohort,
  type CohortResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { COHORT_CONSTRAINTS, COHORT_DELETION_CONSTRAINTS } from './cohort.constraints';
import { CohortsService } from './cohorts.service';

@Controller()
export class CohortsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly cohorts: CohortsService,
  ) {}

  @OnQuery(ListCohorts)
  list(@Payload() asked: ListCohorts, @Ctx() context: RaptorBusContext): Promise<PageAnswer<CohortResponse>> {
    return this.operations.read(context, (tx) => this.cohorts.list(tx, asked));
  }

  @OnQuery(ReadCohort)
  read(@Payload() { id }: ReadCohort, @Ctx() context: RaptorBusContext): Promise<CohortResponse> {
    return this.operations.read(context, (tx) => this.cohorts.read(tx, id));
  }

  @OnQuery(CreateCohort)
  create(@Payload() asked: CreateCohort, @Ctx() context: RaptorBusContext): Promise<CohortResponse> {
    return withConstraints(COHORT_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.cohorts.create(tx, asked)),
    );
  }

  @OnQuery(ChangeCohort)
  change(@Payload() asked: ChangeCohort, @Ctx() context: RaptorBusContext): Promise<CohortResponse> {
    return withConstraints(COHORT_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.cohorts.change(tx, asked)),
    );
  }

  @OnQuery(DeleteCohort)
  remove(@Payload() { id }: DeleteCohort, @Ctx() context: RaptorBusContext): Promise<null> {
    return withConstraints(COHORT_DELETION_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.cohorts.remove(tx, id)),
    );
  }
}
