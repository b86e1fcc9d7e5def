import { Injectable } from '@nestjs/common';
import { pageAnswer, type Changed, type PageAnswer } from '@raptor/agent-kit';
import {
  AdvanceCampaign,
  CampaignCreated,
  type CampaignResponse,
  type ChangeCampaign,
  type CreateCampaign,
  type ListCampaigns,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox, type Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { actorName } from '../operations/actor-name';
import { noSuchRow } from '../operations/constraints';
import { realChanges, refuseOtherVersion, refuseProblems, stateForbids } from '../operations/fields';
import { PositioningRepository } from '../positioning/positioning.repository';
import type { CampaignEntity } from './campaign.entity';
import { apiNameOf, campaignFieldsOf, campaignResponse } from './campaign.mapper';
import { changeableIn, isArchivable, problemsOfCampaign } from './campaign-rules';
import { CampaignsRepository } from './campaigns.repository';

/** Campaigns as people write them down; what becomes of them is the saga's. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly campaigns: CampaignsRepository,
    private readonly positioning: PositioningRepository,
    private readonly outbox: Outbox,
  ) {}

  list(tx: Transaction, { status, objective_type, q, ...page }: ListCampaigns): Promise<PageAnswer<CampaignResponse>> {
    const like = { status, objective_type, q };
    return pageAnswer(page, (request) => this.campaigns.search(tx, request, like), campaignResponse);
  }

  async read(tx: Transaction, id: string): Promise<CampaignResponse> {
    return campaignResponse(await this.campaigns.get(tx, id));
  }

  async create(tx: Transaction, asked: CreateCampaign, by: Actor): Promise<Changed<CampaignResponse>> {
    const fields = realChanges({}, campaignFieldsOf(asked));
    refuseProblems(problemsOfCampaign(fields));
    await this.refuseUnknownPositioning(tx, fields.positioningId);
    const id = uuidv7();
    await this.campaigns.insert(tx, { id, ...fields, createdBy: actorName(by) });
    const created = { campaignId: id, name: asked.name, objectiveType: asked.objective_type };
    await this.outbox.send(tx, Object.assign(new CampaignCreated(), created));
    if (fields.source) await this.begin(tx, id);
    return {
      answer: await this.read(tx, id),
      audited: { action: 'campaign.created', subjectType: 'campaign', subjectId: id },
    };
  }

  async change(
    tx: Transaction,
    { id, if_version: seen, ...asked }: ChangeCampaign,
  ): Promise<Changed<CampaignResponse>> {
    const row = await this.campaigns.lock(tx, id);
    refuseOtherVersion(row, seen);
    const changes = realChanges(row, campaignFieldsOf(asked));
    const fields = Object.keys(changes).map(apiNameOf);
    if (fields.length === 0) return { answer: campaignResponse(row) };
    refuseFrozen(row, fields);
    refuseProblems(problemsOfCampaign({ ...row, ...changes }));
    await this.refuseUnknownPositioning(tx, changes.positioningId);
    await this.campaigns.update(tx, id, changes);
    if (changes.source) await this.begin(tx, id);
    return {
      answer: await this.read(tx, id),
      audited: { action: 'campaign.changed', subjectType: 'campaign', subjectId: id, detail: { fields } },
    };
  }

  /** @throws AppError STATE_FORBIDS while it is under way. */
  async archive(tx: Transaction, id: string): Promise<Changed<null>> {
    const row = await this.campaigns.lock(tx, id);
    if (row.status === 'archived') return { answer: null };
    if (!isArchivable(row)) throw stateForbids(`It is ${nameOf(row)}: cancel it first`);
    await this.campaigns.advance(tx, row, { status: 'archived' });
    return {
      answer: null,
      audited: { action: 'campaign.archived', subjectType: 'campaign', subjectId: id, detail: { was: row.status } },
    };
  }

  /** There is something to plan from: the saga takes it from here. */
  private async begin(tx: Transaction, campaignId: string): Promise<void> {
    await this.outbox.send(tx, Object.assign(new AdvanceCampaign(), { campaignId }));
  }

  private async refuseUnknownPositioning(tx: Transaction, id: string | null | undefined): Promise<void> {
    if (id && !(await this.positioning.find(tx, id))) throw noSuchRow('positioning_id')();
  }
}

/** @throws AppError STATE_FORBIDS for a field that does not change any more. */
function refuseFrozen(row: CampaignEntity, fields: readonly string[]): void {
  const changeable = changeableIn(row);
  const frozen = changeable === 'all' ? undefined : fields.find((field) => !changeable.includes(field));
  if (frozen) throw stateForbids(`It is ${nameOf(row)}: ${frozen} does not change any more`, frozen);
}

const nameOf = ({ status, stage }: CampaignEntity): string =>
  status === 'planning' ? `being planned, at the stage ${stage}` : status;
