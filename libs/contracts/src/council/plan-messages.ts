import type { MessageClass } from '../raptor-message';
import { CompareWarBriefs } from './briefs/compare-war-briefs.query';
import { ListWarBriefs } from './briefs/list-war-briefs.query';
import { ReadWarBrief } from './briefs/read-war-brief.query';
import { ChangeMove } from './moves/change-move.query';
import { ExecuteMove } from './moves/execute-move.query';
import { ListMoves } from './moves/list-moves.query';
import { ReadMove } from './moves/read-move.query';
import { SetMoveStatus } from './moves/set-move-status.query';
import { ListQuests } from './plans/list-quests.query';
import { ListSimulations } from './plans/list-simulations.query';
import { ReadCalendar } from './plans/read-calendar.query';
import { ReadQuest } from './plans/read-quest.query';

/** Operations about what campaigns are planned from, and what they do. */
export const PLAN_MESSAGES: readonly MessageClass[] = [
  ChangeMove,
  CompareWarBriefs,
  ExecuteMove,
  ListMoves,
  ListQuests,
  ListSimulations,
  ListWarBriefs,
  ReadCalendar,
  ReadMove,
  ReadQuest,
  ReadWarBrief,
  SetMoveStatus,
];
