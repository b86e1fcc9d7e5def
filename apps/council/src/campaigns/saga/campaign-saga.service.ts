import { Injectable } from '@nestjs/common';
import {
  AdvanceCampaign,
  CampaignCompleted,
  CampaignStageChanged,
  type AgentCode,
  type AssetWork,
  type ReconsiderAsset,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { BudgetsRepository } from '../../budget/budgets.repository';
import { AssignmentsService } from '../../registry/assignments.service';
import { WorkEnds } from '../../registry/work-ends';
import { ENDED_STATUSES, type CampaignEntity } from '../campaign.entity';
import { CampaignsRepository } from '../campaigns.repository';
import { decide } from './decide';
import type { Decision } from './decision';
import { DeedsService } from './deeds.service';
import { routingInput } from './planning-inputs';
import { revised } from './revision';
import { SagaViewRepository } from './saga-view.repository';
import { STAGE_OF, assignmentIdOf, stateOf, type SagaState, type Step } from './saga-state';
import type { Surroundings } from './surroundings.service';
import type { View, Wanted } from './view';

/** How long one agent has for one assignment, in milliseconds. */
const ASSIGNMENT_MS = 600_000;
/** How long after the last deadline of a step somebody looks whether it has come to rest. */
const STUCK_AFTER_MS = 60_000;
/** How often one looks whether there is money again, or whether who was silent speaks. */
const LOOK_AGAIN_MS = 5_000;
/** Steps that follow each other at once, without anybody having to do anything; more is a circle. */
const MOST_STEPS_AT_ONCE = 8;

/** Which status goes with a step that has been reached. */
const STATUS_AT: Partial<Record<Step, CampaignEntity['status']>> = { ready: 'approved', learnt: 'completed' };

/** Runs campaigns: loads what is known, has it decided, saves and sends what follows. No rule is made here. */
@Injectable()
export class CampaignSaga {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly views: SagaViewRepository,
    private readonly assignments: AssignmentsService,
    private readonly budgets: BudgetsRepository,
    private readonly deeds: DeedsService,
    private readonly outbox: Outbox,
    ends: WorkEnds,
  ) {
    ends.register('campaign', (tx, campaignId) => this.nudge(tx, campaignId));
  }

  /** Has it looked at, soon. */
  async nudge(tx: Transaction, campaignId: string): Promise<void> {
    await this.outbox.send(tx, Object.assign(new AdvanceCampaign(), { campaignId }));
  }

  /** Whether it is about to begin, and needs to know what is around it. */
  async isToBegin(tx: Transaction, campaignId: string): Promise<boolean> {
    const row = await this.campaigns.find(tx, campaignId);
    return row !== null && row.status === 'planning' && row.source !== null && stateOf(row.snapshot) === null;
  }

  /** A service that must be heard first says nothing. */
  async putOff(tx: Transaction, campaignId: string, silent: string): Promise<void> {
    const row = await this.campaigns.lock(tx, campaignId);
    const reason = `It begins when the ${silent} service answers`;
    if (row.statusReason !== reason) await this.campaigns.advance(tx, row, { statusReason: reason });
    await this.lookAgain(tx, campaignId);
  }

  /** A person has changed an asset: from there on it is checked and asked about again. */
  async reconsider(tx: Transaction, revision: ReconsiderAsset): Promise<void> {
    const row = await this.campaigns.lock(tx, revision.campaignId);
    const known = stateOf(row.snapshot);
    const state = known && !isEnded(row) ? revised(known, revision) : null;
    if (!state) return;
    await this.save(tx, row, state, { status: row.status === 'approved' ? 'planning' : row.status, reason: null });
    await this.nudge(tx, row.id);
  }

  /** Does whatever is to be done next, until it has to wait. */
  async advance(
    tx: Transaction,
    campaignId: string,
    { isTimer = false, surroundings }: { isTimer?: boolean; surroundings?: Surroundings },
  ): Promise<void> {
    const row = await this.campaigns.lock(tx, campaignId);
    if (isEnded(row) || row.source === null) return;
    const known = stateOf(row.snapshot);
    if (!known) {
      if (surroundings && row.status === 'planning') await this.begin(tx, row, surroundings);
      return;
    }
    let current = row;
    for (let step = 0; step < MOST_STEPS_AT_ONCE; step += 1) {
      const view = await this.viewOf(tx, current);
      if (!view) return;
      const decision = decide(view);
      await this.apply(tx, current, view, decision, isTimer);
      if (decision.next !== 'go' || decision.assign.length > 0) return;
      current = await this.campaigns.lock(tx, campaignId);
    }
  }

  private async viewOf(tx: Transaction, row: CampaignEntity): Promise<View | null> {
    const state = stateOf(row.snapshot);
    if (!state || isEnded(row)) return null;
    return {
      campaign: row,
      state,
      results: await this.views.results(tx, row.id, state),
      approvals: state.step === 'approval' ? await this.views.approvals(tx, row.id) : [],
      hasMoney: state.unpaid.length === 0 || (await this.hasMoney(tx)),
      now: new Date(),
    };
  }

  private async begin(tx: Transaction, row: CampaignEntity, { available, brand }: Surroundings): Promise<void> {
    const state: SagaState = {
      format: 1,
      step: 'routing',
      startedAt: new Date().toISOString(),
      available,
      brand,
      refs: ['LORD-001'],
      known: ['LORD-001'],
      attempts: {},
      round: 0,
      assets: [],
      moves: {},
      unpaid: [],
    };
    const input = routingInput({ campaign: row, state, now: new Date() });
    await this.save(tx, row, state, { status: 'planning', reason: null });
    await this.assign(tx, row.id, state, [{ ref: 'LORD-001', agentCode: 'LORD-001', commandedBy: 'LORD-001', input }]);
  }

  private async apply(
    tx: Transaction,
    row: CampaignEntity,
    view: View,
    decision: Decision,
    isTimer: boolean,
  ): Promise<void> {
    if (decision.next === 'wait') {
      const isNews = decision.reason !== row.statusReason && row.status !== 'paused';
      const state = decision.state ?? view.state;
      if (isNews || decision.state) await this.save(tx, row, state, { status: row.status, reason: decision.reason });
      if (state.unpaid.length > 0 && (isNews || isTimer)) await this.lookAgain(tx, row.id);
      return;
    }
    if (decision.next === 'again') {
      await this.save(tx, row, decision.state, { status: row.status, reason: null });
      await this.assign(tx, row.id, decision.state, await this.onceMore(tx, row.id, view.state, decision.refs));
      return;
    }
    if (decision.next === 'fail') {
      await this.deeds.doAll(tx, view, decision.deeds);
      await this.save(tx, row, view.state, { status: 'failed', reason: decision.reason });
      return;
    }
    const { state, assign } = decision;
    await this.save(tx, row, state, { status: STATUS_AT[state.step] ?? row.status, reason: null });
    await this.deeds.doAll(tx, { ...view, state }, decision.deeds);
    await this.assign(tx, row.id, state, assign);
  }

  /** The row, and what people are told of it. */
  private async save(
    tx: Transaction,
    row: CampaignEntity,
    state: SagaState,
    { status, reason }: { status: CampaignEntity['status']; reason: string | null },
  ): Promise<void> {
    const stage = STAGE_OF[state.step];
    const snapshot = state as unknown as Record<string, unknown>;
    await this.campaigns.advance(tx, row, { snapshot, stage, status, statusReason: reason });
    const said = { campaignId: row.id, status, ...(reason !== null && { reason }) };
    if (stage !== row.stage || status !== row.status || reason !== row.statusReason)
      await this.outbox.send(tx, Object.assign(new CampaignStageChanged(), { ...said, stage }));
    if (status !== row.status && (status === 'failed' || status === 'completed'))
      await this.outbox.send(tx, Object.assign(new CampaignCompleted(), said));
  }

  private async assign(
    tx: Transaction,
    campaignId: string,
    state: SagaState,
    wanted: readonly Wanted[],
  ): Promise<void> {
    const deadlineAt = new Date(Date.now() + ASSIGNMENT_MS);
    const byLord = new Map<string, Wanted[]>();
    for (const each of wanted) byLord.set(each.commandedBy, [...(byLord.get(each.commandedBy) ?? []), each]);
    for (const [lord, assignments] of byLord)
      await this.assignments.assign(tx, {
        subjectType: 'campaign',
        subjectId: campaignId,
        commandedBy: `agent:${lord}`,
        assignments: assignments.map(({ ref, agentCode, input, asset }) => ({
          id: assignmentIdOf(campaignId, state, ref),
          agentCode,
          input,
          ...(asset && { asset }),
          deadlineAt,
        })),
      });
    if (wanted.length === 0) return;
    const timer = Object.assign(new AdvanceCampaign(), { campaignId, isTimer: true });
    await this.outbox.send(tx, timer, { deliverAfter: new Date(deadlineAt.getTime() + STUCK_AFTER_MS) });
  }

  private async onceMore(
    tx: Transaction,
    campaignId: string,
    before: SagaState,
    refs: readonly string[],
  ): Promise<Wanted[]> {
    const wanted: Wanted[] = [];
    for (const ref of refs) {
      const given = await this.views.given(tx, assignmentIdOf(campaignId, before, ref));
      if (!given) continue;
      wanted.push({
        ref,
        agentCode: given.agentCode as AgentCode,
        commandedBy: given.commandedBy.replace(/^agent:/, '') as `LORD-${string}`,
        input: given.input,
        ...(given.asset && { asset: given.asset as AssetWork }),
      });
    }
    return wanted;
  }

  private async lookAgain(tx: Transaction, campaignId: string): Promise<void> {
    const timer = Object.assign(new AdvanceCampaign(), { campaignId, isTimer: true });
    await this.outbox.send(tx, timer, { deliverAfter: new Date(Date.now() + LOOK_AGAIN_MS) });
  }

  /** Whether an agent could pay for anything now: there is something left, and nothing is stopped. */
  private async hasMoney(tx: Transaction): Promise<boolean> {
    const situation = await this.budgets.situation(tx);
    if (!situation || situation.stops.length > 0) return false;
    const { budget } = situation;
    if (!budget) return true;
    const left = budget.limitMicroUsd - budget.spentMicroUsd - budget.reservedMicroUsd - budget.overrunMicroUsd;
    return left > budget.limitMicroUsd * (1 - FLASH_ONLY_FROM) && budget.limitTokens > budget.tokensSpent;
  }
}

/** From this share of the budget on only the cheapest tier may spend. */
const FLASH_ONLY_FROM = 0.95;

const isEnded = ({ status }: Pick<CampaignEntity, 'status'>): boolean =>
  (ENDED_STATUSES as readonly string[]).includes(status);
