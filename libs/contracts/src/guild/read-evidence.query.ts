import { Matches } from 'class-validator';
import { EVIDENCE_ID } from '../agents/provenance';
import { RaptorMessage } from '../raptor-message';

/** What an agent of the service that is asked has looked at; answered with an EvidenceResponse. */
@RaptorMessage({ kind: 'query', name: 'guild.evidence.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadEvidence {
  @Matches(EVIDENCE_ID) id!: string;
}
