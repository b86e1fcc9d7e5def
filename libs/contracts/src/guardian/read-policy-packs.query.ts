import { RaptorMessage } from '../raptor-message';

/** Answered with a PolicyPackList. */
@RaptorMessage({ kind: 'query', name: 'guardian.packs.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadPolicyPacks {}
