import { RaptorMessage } from '../../raptor-message';
import { QuestsQuery } from './quest.dto';

/** Answered with a QuestPage. */
@RaptorMessage({ kind: 'query', name: 'council.quests.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListQuests extends QuestsQuery {}
