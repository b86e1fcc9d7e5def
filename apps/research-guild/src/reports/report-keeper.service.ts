import { Injectable } from '@nestjs/common';
import { AnswerKeepers, type Answered } from '@raptor/agent-kit';
import type { Transaction } from '@raptor/persistence';
import { ROSTER } from '@raptor/contracts';
import { v5 as uuidv5 } from 'uuid';
import { ResearchReportsRepository } from './research-reports.repository';

/** How long what research found is worth something; markets and people change more slowly than prices. */
const VALID_FOR_MS = 30 * 86_400_000;
/** Of an answer by code, and of one that a model bettered: how sure it is as a whole. */
const CONFIDENCE = { floor: 0.6, other: 0.7 };

/** Keeps what this guild's agents find for campaigns as reports. */
@Injectable()
export class ReportKeeper {
  constructor(
    private readonly reports: ResearchReportsRepository,
    keepers: AnswerKeepers,
  ) {
    keepers.register((tx, answered) => this.keep(tx, answered));
  }

  private async keep(tx: Transaction, { agentCode, assignment, result }: Answered): Promise<void> {
    const { campaignId, assignmentId, input } = assignment;
    if (campaignId === undefined) return;
    const { output, provenance } = result;
    const about = [input['company'], input['siteUrl'], input['goal']].find((each) => typeof each === 'string');
    const subject = `${ROSTER[agentCode]}${typeof about === 'string' ? `: ${about}` : ''}`;
    await this.reports.insert(tx, {
      ...{ id: uuidv5('report', assignmentId), agentCode, campaignId, subject: subject.slice(0, 500) },
      findings: { ...output },
      evidenceIds: [...provenance.evidenceIds],
      confidence: provenance.mode === 'floor' ? CONFIDENCE.floor : CONFIDENCE.other,
      validUntil: new Date(Date.now() + VALID_FOR_MS),
    });
  }
}
