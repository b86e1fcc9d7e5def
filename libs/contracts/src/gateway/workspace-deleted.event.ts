import { RaptorMessage } from '../raptor-message';

/**
 * A workspace is no more, the one in the envelope. Each reader removes what it has of it and never makes anything of it again. Comes a second
 * time a day later, for what was still at work when it came first.
 */
@RaptorMessage({
  kind: 'event',
  name: 'gateway.workspace.deleted',
  version: 1,
  channel: 'sys.workspace.lifecycle',
  readers: ['gateway', 'council', 'research', 'muse', 'matrix', 'guardian'],
})
export class WorkspaceDeleted {}
