import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import type { ChangePositioning, CreatePositioning, ListPositioning, PositioningResponse } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { CohortsRepository } from '../cohorts/cohorts.repository';
import { noSuchRow } from '../operations/constraints';
import { realChanges, refuseOtherVersion } from '../operations/fields';
import { positioningFieldsOf, positioningResponse } from './positioning.mapper';
import { PositioningRepository } from './positioning.repository';

@Injectable()
export class PositioningService {
  constructor(
    private readonly positioning: PositioningRepository,
    private readonly cohorts: CohortsRepository,
  ) {}

  list(
    tx: Transaction,
    { cohort_id: cohortId, is_active: isActive, ...page }: ListPositioning,
  ): Promise<PageAnswer<PositioningResponse>> {
    const like = { ...(cohortId && { cohortId }), ...(typeof isActive === 'boolean' && { isActive }) };
    return pageAnswer(page, (request) => this.positioning.list(tx, request, like), positioningResponse);
  }

  async read(tx: Transaction, id: string): Promise<PositioningResponse> {
    return positioningResponse(await this.positioning.get(tx, id));
  }

  async create(
    tx: Transaction,
    { cohort_id: cohortId, ...asked }: CreatePositioning,
  ): Promise<Changed<PositioningResponse>> {
    if (!(await this.cohorts.find(tx, cohortId))) throw noSuchRow('cohort_id')();
    const { isActive, ...fields } = realChanges({}, positioningFieldsOf(asked));
    const id = uuidv7();
    await this.positioning.insert(tx, { id, cohortId, ...fields });
    if (isActive) await this.positioning.activate(tx, id);
    return {
      answer: await this.read(tx, id),
      audited: { action: 'positioning.created', subjectType: 'positioning', subjectId: id },
    };
  }

  async change(
    tx: Transaction,
    { id, if_version: seen, ...asked }: ChangePositioning,
  ): Promise<Changed<PositioningResponse>> {
    const row = await this.positioning.lock(tx, id);
    refuseOtherVersion(row, seen);
    const changes = realChanges(row, positioningFieldsOf(asked));
    const fields = Object.keys(changes);
    if (fields.length === 0) return { answer: positioningResponse(row) };
    if (changes.isActive) await this.positioning.activate(tx, id, changes);
    else await this.positioning.update(tx, id, changes);
    return {
      answer: await this.read(tx, id),
      audited: { action: 'positioning.changed', subjectType: 'positioning', subjectId: id, detail: { fields } },
    };
  }
}
