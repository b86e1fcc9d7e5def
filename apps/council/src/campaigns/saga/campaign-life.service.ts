import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import { CampaignCompleted, CampaignStageChanged, type CampaignResponse } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { stateForbids } from '../../operations/fields';
import { AssignmentsRepository } from '../../registry/assignments.repository';
import type { CampaignEntity } from '../campaign.entity';
import { campaignResponse } from '../campaign.mapper';
import { CampaignsRepository } from '../campaigns.repository';
import { CampaignSaga } from './campaign-saga.service';
import { MoveSchedule } from './move-schedule.service';
import { lifeAfter, type CampaignDeed } from './life';
import { STAGE_OF, stateOf, type SagaState } from './saga-state';

/** What people do with a campaign as a whole, whatever it is at. */
@Injectable()
export class CampaignLife {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly saga: CampaignSaga,
    private readonly schedule: MoveSchedule,
    private readonly outbox: Outbox,
  ) {}

  /** @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS */
  async act(tx: Transaction, deed: CampaignDeed, id: string): Promise<Changed<CampaignResponse>> {
    const row = await this.campaigns.lock(tx, id);
    const life = lifeAfter(deed, row);
    if ('refused' in life) throw stateForbids(life.refused);
    if ('same' in life) {
      if (deed === 'plan' && !stateOf(row.snapshot)) await this.saga.nudge(tx, id);
      return { answer: campaignResponse(row) };
    }
    const step = this.stepAfter(deed, row);
    const snapshot = step as unknown as Record<string, unknown> | null;
    const stage = step ? STAGE_OF[step.step] : row.stage;
    await this.campaigns.advance(tx, row, {
      status: life.to,
      stage,
      statusReason: null,
      ...(snapshot && { snapshot }),
      ...(life.resumeStatus && { resumeStatus: life.resumeStatus }),
    });
    if (deed === 'cancel') await this.assignments.cancelOpen(tx, { subjectType: 'campaign', subjectId: id });
    if (deed === 'resume' || deed === 'complete') await this.saga.nudge(tx, id);
    if (life.to === 'active' && deed !== 'complete') await this.schedule.armAll(tx, id);
    await this.tell(tx, id, life.to, stage);
    return {
      answer: campaignResponse(await this.campaigns.get(tx, id)),
      audited: {
        action: `campaign.${PAST[deed]}`,
        subjectType: 'campaign',
        subjectId: id,
        detail: { was: row.status, is: life.to },
      },
    };
  }

  /** Where the saga goes on from. */
  private stepAfter(deed: CampaignDeed, row: CampaignEntity): SagaState | null {
    const state = stateOf(row.snapshot);
    if (!state) return null;
    if (deed === 'activate') return { ...state, step: 'running', refs: [] };
    return deed === 'complete' ? { ...state, step: 'completing', refs: [] } : null;
  }

  private async tell(
    tx: Transaction,
    campaignId: string,
    status: CampaignEntity['status'],
    stage: CampaignEntity['stage'],
  ): Promise<void> {
    await this.outbox.send(tx, Object.assign(new CampaignStageChanged(), { campaignId, status, stage }));
    if (status === 'cancelled')
      await this.outbox.send(tx, Object.assign(new CampaignCompleted(), { campaignId, status }));
  }
}

const PAST: Readonly<Record<CampaignDeed, string>> = {
  plan: 'planned',
  activate: 'activated',
  pause: 'paused',
  resume: 'resumed',
  complete: 'completed',
  cancel: 'cancelled',
};
