import { RaptorMessage } from '../raptor-message';
import { CheckContentRequest } from './check-content.dto';

/** Answered with a CheckedContentResponse. */
@RaptorMessage({ kind: 'query', name: 'guardian.content.check', version: 1, channel: 'addressed', role: 'analyst' })
export class CheckContent extends CheckContentRequest {}
