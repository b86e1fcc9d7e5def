import { RaptorMessage } from '../raptor-message';
import { GrantWaiverRequest } from './compliance.dto';

/** Answered with the WaiverResponse. */
@RaptorMessage({ kind: 'query', name: 'guardian.waiver.grant', version: 1, channel: 'addressed', role: 'admin' })
export class GrantWaiver extends GrantWaiverRequest {}
