import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a QuestResponse. */
@RaptorMessage({ kind: 'query', name: 'council.quest.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadQuest {
  @Matches(ROW_ID) id!: string;
}
