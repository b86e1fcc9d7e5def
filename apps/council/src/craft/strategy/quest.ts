import type { ObjectiveType } from '@raptor/contracts';
import type { Simulated } from './simulation';

export interface PlannedMove {
  ref: string;
  name: string;
  kind: string;
  channel: string;
  chapter: number;
  /** Days after the beginning. */
  dayOffset: number;
  budgetMicroUsd: number;
  why: string;
  evidenceIds: string[];
}

/** The phases of a quest, by what it is to move. */
const CHAPTERS: Readonly<Record<ObjectiveType, readonly [string, string, string]>> = {
  awareness: ['Be noticed', 'Be remembered', 'Be spoken of'],
  consideration: ['Be noticed', 'Prove it', 'Be compared'],
  conversion: ['Set the scene', 'Prove it', 'Ask for it'],
  retention: ['Listen', 'Help', 'Thank'],
  advocacy: ['Thank', 'Make it easy to tell', 'Pass it on'],
};
const KIND: Readonly<Record<number, string>> = { 1: 'opening', 2: 'proof', 3: 'offer' };

const CHAPTER_XP = 100;
/** Shares of the results that each chapter is to bring. */
const EXPECTED = [0.2, 0.3, 0.5];

export interface QuestInput {
  readonly objective: ObjectiveType;
  readonly metric: string;
  readonly channels: readonly {
    readonly channel: string;
    readonly share: number;
    readonly evidenceIds: readonly string[];
  }[];
  readonly budgetMicroUsd: number;
  readonly days: number;
  readonly simulation: Simulated;
  readonly reply: { readonly means: string; readonly against: string };
}

/** Chapters one after the other, a move a channel in each; the best channels begin. */
export function questOf(task: QuestInput): {
  moves: PlannedMove[];
  chapters: { number: number; name: string; moves: string[]; successCriteria: string[]; xpReward: number }[];
} {
  const { objective, metric, channels, budgetMicroUsd, days, simulation } = task;
  const order = channels.toSorted((a, b) => b.share - a.share || (a.channel < b.channel ? -1 : 1));
  const moves = CHAPTERS[objective].flatMap((chapter, at) =>
    order.map(({ channel, share, evidenceIds }, place): PlannedMove => ({
      ref: `c${at + 1}-${channel.replaceAll('_', '-')}`,
      name: `${chapter} in ${channel.replaceAll('_', ' ')}`,
      kind: KIND[at + 1] ?? 'opening',
      ...{ channel, chapter: at + 1, dayOffset: Math.min(days - 1, Math.floor((at * days) / 3) + place) },
      budgetMicroUsd: Math.floor(budgetMicroUsd * share * (EXPECTED[at] ?? 0)),
      why: `${Math.round(share * 100)} % of the budget goes here; ${task.reply.means}.`,
      evidenceIds: [...evidenceIds],
    })),
  );
  return {
    moves,
    chapters: CHAPTERS[objective].map((name, at) => {
      const share = EXPECTED[at] ?? 0;
      return {
        ...{ number: at + 1, name, xpReward: CHAPTER_XP },
        moves: moves.filter(({ chapter }) => chapter === at + 1).map(({ ref }) => ref),
        successCriteria: [
          `At least ${Number((simulation.ciLow * share).toFixed(1))} ${metric}; ${Number((simulation.mean * share).toFixed(1))} expected`,
          'Every move executed, and its results observed',
        ],
      };
    }),
  };
}
