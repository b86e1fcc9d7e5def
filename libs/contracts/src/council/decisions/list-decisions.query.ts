import { RaptorMessage } from '../../raptor-message';
import { DecisionsQuery } from './decision.dto';

/** Answered with a DecisionPage. */
@RaptorMessage({ kind: 'query', name: 'council.decisions.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListDecisions extends DecisionsQuery {}
