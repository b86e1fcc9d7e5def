import { Injectable } from '@nestjs/common';
import {
  ListMoves,
  ReadCampaign,
  ReadPerformance,
  type CampaignPerformanceResponse,
  type CampaignResponse,
  type MeasuredSubject,
  type MovePage,
  type PerformanceResponse,
  type SpanQuery,
} from '@raptor/contracts';
import { Owners } from '../api/owners';

const DAY_MS = 86_400_000;
/** Days that are looked at where neither the caller nor the campaign says. */
const USUAL_DAYS = 30;
/** Pages of 100 moves that are asked for. */
const MOST_PAGES = 5;

/** How a campaign does: the council says what belongs to it, the matrix guild what was measured of that. */
@Injectable()
export class CampaignPerformance {
  constructor(private readonly owners: Owners) {}

  async read(id: string, asked: SpanQuery): Promise<CampaignPerformanceResponse> {
    const campaign = await this.owners.ask<CampaignResponse>(ReadCampaign, { id });
    const subjects = [...subjectsOf(campaign), ...(await this.movesOf(id))];
    const measured = await this.owners.ask<PerformanceResponse>(ReadPerformance, {
      subjects,
      ...spanOf(campaign, asked, Date.now()),
    });
    return { campaign_id: id, ...measured };
  }

  private async movesOf(id: string): Promise<MeasuredSubject[]> {
    const subjects: MeasuredSubject[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const asked = { campaign_id: id, limit: 100, sort: 'created_at', ...(cursor !== undefined && { cursor }) };
      const { items, next_cursor: next } = await this.owners.ask<MovePage>(ListMoves, asked);
      subjects.push(
        ...items.map((move) => ({ subject_type: 'move' as const, subject_id: move.id, channel: move.channel })),
      );
      if (next === null) break;
      cursor = next;
    }
    return subjects;
  }
}

const subjectsOf = ({ id, channels }: CampaignResponse): MeasuredSubject[] => [
  { subject_type: 'campaign', subject_id: id },
  ...channels.map((channel) => ({ subject_type: 'campaign' as const, subject_id: `${id}/${channel}`, channel })),
];

/** What is asked for; else from the first to the last day of the campaign, as far as they are known. */
export function spanOf(
  { start_date: start, end_date: end }: Pick<CampaignResponse, 'start_date' | 'end_date'>,
  asked: SpanQuery,
  now: number,
): { from: string; to: string } {
  const last = end === null ? now : Math.min(now, Date.parse(end) + DAY_MS);
  const begun = start === null ? undefined : Date.parse(start);
  const to =
    asked.to === undefined ? (begun !== undefined && begun >= last ? begun + DAY_MS : last) : Date.parse(asked.to);
  const usual = to - USUAL_DAYS * DAY_MS;
  const from = asked.from === undefined ? (begun !== undefined && begun < to ? begun : usual) : Date.parse(asked.from);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
