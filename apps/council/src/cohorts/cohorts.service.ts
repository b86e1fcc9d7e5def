import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import type { ChangeCohort, CohortResponse, CreateCohort, ListCohorts } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { realChanges, refuseOtherVersion, refuseProblems } from '../operations/fields';
import { cohortFieldsOf, cohortResponse } from './cohort.mapper';
import { problemsOfCohort } from './cohort-rules';
import { CohortsRepository } from './cohorts.repository';

@Injectable()
export class CohortsService {
  constructor(private readonly cohorts: CohortsRepository) {}

  list(tx: Transaction, asked: ListCohorts): Promise<PageAnswer<CohortResponse>> {
    return pageAnswer(asked, (request) => this.cohorts.list(tx, request), cohortResponse);
  }

  async read(tx: Transaction, id: string): Promise<CohortResponse> {
    return cohortResponse(await this.cohorts.get(tx, id));
  }

  async create(tx: Transaction, asked: CreateCohort): Promise<Changed<CohortResponse>> {
    const fields = realChanges({}, cohortFieldsOf(asked));
    refuseProblems(problemsOfCohort(fields));
    const id = uuidv7();
    await this.cohorts.insert(tx, { id, ...fields });
    return {
      answer: await this.read(tx, id),
      audited: { action: 'cohort.created', subjectType: 'cohort', subjectId: id },
    };
  }

  async change(tx: Transaction, { id, if_version: seen, ...asked }: ChangeCohort): Promise<Changed<CohortResponse>> {
    const row = await this.cohorts.lock(tx, id);
    refuseOtherVersion(row, seen);
    const changes = realChanges(row, cohortFieldsOf(asked));
    refuseProblems(problemsOfCohort(changes));
    const fields = Object.keys(changes);
    if (fields.length === 0) return { answer: cohortResponse(row) };
    await this.cohorts.update(tx, id, changes);
    return {
      answer: await this.read(tx, id),
      audited: { action: 'cohort.changed', subjectType: 'cohort', subjectId: id, detail: { fields } },
    };
  }

  /** With it goes what was written for it. */
  async remove(tx: Transaction, id: string): Promise<Changed<null>> {
    if (!(await this.cohorts.remove(tx, id)))
      throw new AppError('RESOURCE_NOT_FOUND', `No ${id} in cohorts of this workspace`);
    return { answer: null, audited: { action: 'cohort.deleted', subjectType: 'cohort', subjectId: id } };
  }
}
