import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import {
  ApprovedAsset,
  ExportMove,
  SettleAssets,
  SettledAsset,
  coversAgent,
  type MoveExported,
  type MoveResponse,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { ApprovalsRepository } from '../../approvals/approvals.repository';
import { EmergencyActionsRepository } from '../../emergency/emergency-actions.repository';
import { XP } from '../../game/achievements';
import { creditTo } from '../../game/credit-to';
import type { MoveEntity } from '../../moves/move.entity';
import { moveResponse } from '../../moves/move.mapper';
import { MovesRepository } from '../../moves/moves.repository';
import { stateForbids } from '../../operations/fields';
import { CampaignsRepository } from '../campaigns.repository';
import { hashOf } from './review-steps';
import { stateOf, type SagaAsset } from './saga-state';

/** Who answers for what leaves: a stop of this agent holds it, too. */
const GATEKEEPER = 'LORD-006';

/** Lets the effect of a move leave, at most once: approvals are looked at again at that moment, and the right to the effect is taken first. */
@Injectable()
export class MoveExecution {
  constructor(
    private readonly moves: MovesRepository,
    private readonly campaigns: CampaignsRepository,
    private readonly approvals: ApprovalsRepository,
    private readonly stops: EmergencyActionsRepository,
    private readonly outbox: Outbox,
  ) {}

  /** @throws AppError RESOURCE_NOT_FOUND, STATE_FORBIDS, WORK_STOPPED */
  async execute(tx: Transaction, id: string): Promise<Changed<MoveResponse>> {
    const move = await this.moves.lock(tx, id);
    if (move.effectKey !== null) return { answer: moveResponse(move) };
    if (move.state === 'killed' || move.state === 'complete')
      throw stateForbids(`It is ${move.state}, and that is final`);
    const stop = (await this.stops.active(tx)).find((each) => coversAgent(each, GATEKEEPER));
    if (stop) throw new AppError('WORK_STOPPED', `A stop of ${stop.scope} ${stop.target} is on (${stop.reason})`);
    const assets = await this.approvedFor(tx, move);
    const effectKey = effectKeyOf(move, assets);
    if (!(await this.moves.claimEffect(tx, id, effectKey)))
      throw stateForbids('The same content leaves with another move already');
    const command = Object.assign(new ExportMove(), {
      ...{ moveId: id, campaignId: move.campaignId, effectKey, channel: move.channel, name: move.name },
      assets,
    });
    await this.outbox.send(tx, command);
    return {
      answer: moveResponse(await this.moves.get(tx, id)),
      audited: {
        action: 'move.executed',
        subjectType: 'move',
        subjectId: id,
        afterHash: effectKey,
        detail: { campaign_id: move.campaignId, channel: move.channel, assets: assets.length },
      },
    };
  }

  /** What came of it. The first that is heard counts. */
  async exported(tx: Transaction, { moveId, effectKey, refused, folder, files, bytes }: MoveExported): Promise<void> {
    const receipt = { channel: 'export', files, bytes, ...(folder && { folder }), ...(refused && { refused }) };
    if (!(await this.moves.recordReceipt(tx, effectKey, receipt))) return;
    const move = await this.moves.get(tx, moveId);
    if (refused) {
      await this.moves.advance(tx, move, { health: 'red' });
      return;
    }
    await this.moves.advance(tx, move, { state: 'complete', progress: 1 });
    await this.creditChapter(tx, move);
    const settled = (await this.assetsOf(tx, move)).map(({ assetId, best }) =>
      Object.assign(new SettledAsset(), { assetId, version: best ?? 1, state: 'published' as const }),
    );
    if (settled.length > 0) await this.outbox.send(tx, Object.assign(new SettleAssets(), { assets: settled }));
  }

  /** A chapter has been completed by the last of its moves; two at once take turns at the campaign's row. */
  private async creditChapter(tx: Transaction, { campaignId, questId, chapter }: MoveEntity): Promise<void> {
    if (questId === null || chapter === null) return;
    const { createdBy } = await this.campaigns.lock(tx, campaignId);
    if ((await this.moves.countOpen(tx, questId, chapter)) > 0) return;
    await creditTo(this.outbox, tx, createdBy, [{ counter: 'chapters_completed', times: 1, xp: XP.chapterCompleted }]);
  }

  private async assetsOf(tx: Transaction, move: MoveEntity): Promise<SagaAsset[]> {
    const { snapshot } = await this.campaigns.get(tx, move.campaignId);
    const state = stateOf(snapshot);
    const mine = (state?.assets ?? []).filter(
      ({ moveRef, best }) => state?.moves[moveRef] === move.id && best !== null,
    );
    const approved: SagaAsset[] = [];
    for (const asset of mine) {
      const content = { subjectType: 'asset' as const, subjectId: asset.assetId, contentHash: hashOf(asset) };
      if (await this.approvals.isApproved(tx, content)) approved.push(asset);
    }
    return approved;
  }

  private async approvedFor(tx: Transaction, move: MoveEntity): Promise<ApprovedAsset[]> {
    const { status } = await this.campaigns.get(tx, move.campaignId);
    if (status !== 'active') throw stateForbids(`Its campaign is ${status}: it has to be active`);
    const assets = await this.assetsOf(tx, move);
    if (assets.length === 0) throw stateForbids('Nothing that it carries is approved');
    return assets.map((asset) =>
      Object.assign(new ApprovedAsset(), {
        assetId: asset.assetId,
        version: asset.best ?? 1,
        contentHash: hashOf(asset),
      }),
    );
  }
}

/** The content, where it goes, and its place in the plan: `(asset hashes, channel, slot)`. */
function effectKeyOf(move: MoveEntity, assets: readonly ApprovedAsset[]): string {
  const slot = move.scheduledFor?.toISOString() ?? move.id;
  const hashes = assets.map(({ contentHash }) => contentHash).sort();
  return createHash('sha256')
    .update(JSON.stringify([hashes, move.channel, slot]))
    .digest('hex');
}
