import { Injectable } from '@nestjs/common';
import { ApprovalRequired, AuditRecorded, SettleAssets, SettledAsset } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { ApprovalDeadlines } from '../../approvals/approval-deadlines.service';
import { WarBriefsRepository } from '../../briefs/war-briefs.repository';
import { CouncilDecisionsRepository } from '../../decisions/council-decisions.repository';
import { MovesRepository } from '../../moves/moves.repository';
import { NotificationsRepository } from '../../notifications/notifications.repository';
import { CampaignQuestsRepository } from '../../planning/campaign-quests.repository';
import { StrategySimulationsRepository } from '../../planning/strategy-simulations.repository';
import { creditTo } from '../../game/credit-to';
import { AssignmentsRepository } from '../../registry/assignments.repository';
import { TrustScoresRepository } from '../../registry/trust-scores.repository';
import type { Deed } from './decision';
import { datesOf } from './planning-inputs';
import { assignmentIdOf, idOf } from './saga-state';
import type { View } from './view';

const DAY_MS = 86_400_000;
/** How long a yes may take. */
const APPROVED_WITHIN_MS = 7 * DAY_MS;
/** Hour of the day, UTC, at which moves run that nobody has set a time for. */
const MOVES_AT_HOUR = 9;

type Of<Kind extends Deed['do']> = Extract<Deed, { do: Kind }>;

/** Writes down what the saga has decided beside its own state: briefs, plans, decisions, questions to people. */
@Injectable()
export class DeedsService {
  constructor(
    private readonly decisions: CouncilDecisionsRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly briefs: WarBriefsRepository,
    private readonly simulations: StrategySimulationsRepository,
    private readonly quests: CampaignQuestsRepository,
    private readonly moves: MovesRepository,
    private readonly approvals: ApprovalDeadlines,
    private readonly notifications: NotificationsRepository,
    private readonly trust: TrustScoresRepository,
    private readonly outbox: Outbox,
  ) {}

  async doAll(tx: Transaction, view: View, deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) await this.doOne(tx, view, deed);
  }

  private async doOne(tx: Transaction, view: View, deed: Deed): Promise<void> {
    switch (deed.do) {
      case 'decide':
        return this.decide(tx, view, deed);
      case 'review':
        return this.review(tx, view, deed);
      case 'keep-brief':
        return this.keepBrief(tx, view, deed);
      case 'keep-strategy':
        return this.keepStrategy(tx, view, deed);
      case 'ask-approval':
        return this.askApproval(tx, view, deed);
      case 'settle':
        return this.settle(tx, deed);
      case 'trust':
        return this.trust.count(tx, deed.agentCode, deed.decision);
      case 'credit':
        return this.credit(tx, view, deed);
      case 'notify':
        return this.notify(tx, view, deed);
    }
  }

  private async decide(tx: Transaction, { campaign }: View, deed: Of<'decide'>): Promise<void> {
    const { lord, kind, decision, reasoning, dissent, evidenceIds = [], detail = {} } = deed;
    const { type, id: subjectId } = deed.subject ?? { type: 'campaign', id: campaign.id };
    const id = uuidv7();
    await this.decisions.insert(tx, {
      ...{ id, lord, kind, decision, reasoning, detail, subjectType: type, subjectId },
      campaignId: campaign.id,
      dissent: dissent ?? null,
      evidenceIds: [...evidenceIds],
    });
    await this.outbox.send(
      tx,
      Object.assign(new AuditRecorded(), {
        action: 'decision.made',
        subjectType: 'decision',
        subjectId: id,
        detail: { lord, kind, decision, campaign_id: campaign.id },
      }),
    );
  }

  /** What has an answer that passed its checks is accepted by the Lord that commanded it. */
  private async review(tx: Transaction, { campaign, state, results }: View, { refs }: Of<'review'>): Promise<void> {
    const accepted = refs.filter((ref) => results.get(ref)?.state === 'completed');
    for (const ref of accepted) await this.assignments.review(tx, assignmentIdOf(campaign.id, state, ref), 'accepted');
  }

  private async keepBrief(tx: Transaction, { campaign }: View, { brief: whole }: Of<'keep-brief'>): Promise<void> {
    const { brief, executiveSummary, implications, learntBefore } = whole;
    if (!brief) return;
    await this.briefs.insert(tx, {
      id: idOf(campaign.id, 'brief'),
      campaignId: campaign.id,
      briefType: 'campaign',
      content: { ...brief, implications, learntBefore },
      executiveSummary,
      researchSources: brief.researchSources,
      confidence: brief.confidence,
      contentHash: brief.contentHash,
    });
  }

  private async keepStrategy(tx: Transaction, view: View, { strategy, moveIds }: Of<'keep-strategy'>): Promise<void> {
    const { simulation, quest, moves } = strategy;
    const campaignId = view.campaign.id;
    await this.simulations.insert(tx, {
      id: idOf(campaignId, 'simulation'),
      campaignId,
      seed: simulation.seed,
      iterations: simulation.iterations,
      scenarios: simulation.conditions.map(({ name, probability, mean, ciLow, ciHigh }) => ({
        ...{ name, probability, mean, ciLow, ciHigh },
      })),
      mean: simulation.mean,
      ciLow: simulation.ciLow,
      ciHigh: simulation.ciHigh,
      allocation: simulation.allocation,
      recommendedStrategy: simulation.recommendedStrategy,
    });
    const questId = idOf(campaignId, 'quest');
    const nameOf = new Map(moves.map(({ ref, name }) => [ref, name]));
    await this.quests.insert(tx, {
      id: questId,
      campaignId,
      title: quest.title,
      chapters: quest.chapters.map((chapter) => ({
        ...chapter,
        moves: chapter.moves.map((ref) => nameOf.get(ref) ?? ref),
      })),
      estimatedConversionRate: quest.estimatedConversionRate,
      estimatedRoi: quest.estimatedRoi,
      confidence: quest.confidence,
      risks: quest.risks,
      totalXp: quest.totalXp,
      status: 'active',
    });
    const start = Date.parse(datesOf(view).startDate) + MOVES_AT_HOUR * 3_600_000;
    for (const { ref, name, kind, channel, chapter, dayOffset, ...inputs } of moves)
      await this.moves.insert(tx, {
        ...{ id: moveIds[ref] ?? uuidv7(), campaignId, questId, name, kind, channel, chapter },
        inputs: { ref, ...inputs },
        scheduledFor: new Date(start + dayOffset * DAY_MS),
      });
  }

  private async askApproval(tx: Transaction, { campaign }: View, deed: Of<'ask-approval'>): Promise<void> {
    const { assetId, title, contentHash, risk } = deed;
    const approval = await this.approvals.request(tx, {
      ...{ subjectType: 'asset', subjectId: assetId, campaignId: campaign.id, contentHash, risk },
      requestedBy: 'agent:LORD-006',
      expiresAt: new Date(Date.now() + APPROVED_WITHIN_MS),
    });
    const subject = { subjectType: 'asset', subjectId: assetId, contentHash, risk };
    await this.outbox.sendAll(tx, [
      {
        message: Object.assign(new ApprovalRequired(), {
          ...{ approvalId: approval.id, campaignId: campaign.id },
          ...subject,
        }),
      },
      {
        message: Object.assign(new AuditRecorded(), {
          action: 'approval.requested',
          subjectType: 'approval',
          subjectId: approval.id,
          afterHash: contentHash,
          detail: { asset_id: assetId, title, risk, campaign_id: campaign.id },
        }),
      },
    ]);
  }

  private async settle(tx: Transaction, { assets }: Of<'settle'>): Promise<void> {
    const settled = assets.map((asset) => Object.assign(new SettledAsset(), asset));
    await this.outbox.send(tx, Object.assign(new SettleAssets(), { assets: settled }));
  }

  /** Whatever it earns is the person's who began it; a key of the API earns nothing. */
  private async credit(tx: Transaction, { campaign }: View, { merits }: Of<'credit'>): Promise<void> {
    await creditTo(this.outbox, tx, campaign.createdBy, merits);
  }

  private async notify(
    tx: Transaction,
    { campaign }: View,
    { type, title, body, priority }: Of<'notify'>,
  ): Promise<void> {
    await this.notifications.insert(tx, {
      ...{ id: uuidv7(), type, title: title.slice(0, 300), body, priority: priority ?? 'normal' },
      link: `/campaigns/${campaign.id}`,
    });
  }
}
