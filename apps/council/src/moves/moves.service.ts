import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import type { ChangeMove, ListMoves, MoveResponse, SetMoveStatus } from '@raptor/contracts';
import type { Changes, Transaction } from '@raptor/persistence';
import { realChanges, refuseOtherVersion, stateForbids } from '../operations/fields';
import { Outbox } from '@raptor/raptor-bus';
import type { MoveEntity } from './move.entity';
import { moveResponse } from './move.mapper';
import { whyNotAtAnotherTime, whyNotInto } from './move-rules';
import { MovesRepository } from './moves.repository';
import { runAt } from './run-at';

/** Moves as people see and steer them; their effects are the campaign's. */
@Injectable()
export class MovesService {
  constructor(
    private readonly moves: MovesRepository,
    private readonly outbox: Outbox,
  ) {}

  list(tx: Transaction, asked: ListMoves): Promise<PageAnswer<MoveResponse>> {
    const { campaign_id: campaignId, quest_id: questId, state, channel } = asked;
    const like = {
      ...(campaignId && { campaignId }),
      ...(questId && { questId }),
      ...(state && { state }),
      ...(channel && { channel }),
    };
    return pageAnswer(asked, (request) => this.moves.list(tx, request, like), moveResponse);
  }

  async read(tx: Transaction, id: string): Promise<MoveResponse> {
    return moveResponse(await this.moves.get(tx, id));
  }

  /** @throws AppError STATE_FORBIDS for another time, once it has ended or begun to leave. */
  async change(tx: Transaction, { id, if_version: seen, ...asked }: ChangeMove): Promise<Changed<MoveResponse>> {
    const row = await this.moves.lock(tx, id);
    refuseOtherVersion(row, seen);
    const { name, scheduled_for: at } = asked;
    const scheduledFor = typeof at === 'string' ? new Date(at) : at;
    const changes = realChanges<Changes<MoveEntity>>(row, { name, scheduledFor });
    const refusal = 'scheduledFor' in changes ? whyNotAtAnotherTime(row) : undefined;
    if (refusal) throw stateForbids(refusal, 'scheduled_for');
    if (scheduledFor && 'scheduledFor' in changes) await runAt(this.outbox, tx, id, scheduledFor);
    return this.apply(tx, row, changes, 'move.changed');
  }

  /** @throws AppError STATE_FORBIDS for a state that this one does not lead to. */
  async setStatus(tx: Transaction, { id, if_version: seen, ...asked }: SetMoveStatus): Promise<Changed<MoveResponse>> {
    const row = await this.moves.lock(tx, id);
    refuseOtherVersion(row, seen);
    const { state, health } = asked;
    const refusal = whyNotInto(row, state);
    if (refusal) throw stateForbids(refusal, 'state');
    const progress = state === 'complete' ? 1 : asked.progress;
    const changes = realChanges<Changes<MoveEntity>>(row, { state, health, progress });
    return this.apply(tx, row, changes, `move.${state}`);
  }

  private async apply(
    tx: Transaction,
    row: MoveEntity,
    changes: Changes<MoveEntity>,
    action: string,
  ): Promise<Changed<MoveResponse>> {
    const fields = Object.keys(changes);
    if (fields.length === 0) return { answer: moveResponse(row) };
    await this.moves.update(tx, row.id, changes);
    const detail = { fields, was: row.state, campaign_id: row.campaignId };
    return {
      answer: await this.read(tx, row.id),
      audited: { action, subjectType: 'move', subjectId: row.id, detail },
    };
  }
}
