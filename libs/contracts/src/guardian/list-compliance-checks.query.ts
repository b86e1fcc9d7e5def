import { RaptorMessage } from '../raptor-message';
import { ComplianceChecksQuery } from './compliance.dto';

/** Answered with a ComplianceCheckPage. */
@RaptorMessage({ kind: 'query', name: 'guardian.checks.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListComplianceChecks extends ComplianceChecksQuery {}
