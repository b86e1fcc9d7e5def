import { RaptorMessage } from '../../raptor-message';
import { ApprovalListQuery } from './approval.dto';

/** Answered with an ApprovalPage. */
@RaptorMessage({ kind: 'query', name: 'council.approvals.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListApprovals extends ApprovalListQuery {}
