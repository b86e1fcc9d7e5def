import { RaptorMessage } from '../../raptor-message';
import { WarBriefsQuery } from './war-brief.dto';

/** Answered with a WarBriefPage. */
@RaptorMessage({ kind: 'query', name: 'council.briefs.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListWarBriefs extends WarBriefsQuery {}
