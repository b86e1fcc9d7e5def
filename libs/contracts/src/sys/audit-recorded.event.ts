import { IsObject, IsOptional, Length, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

const SHA_256 = /^[0-9a-f]{64}$/;

/**
 * Somebody has done something that a workspace's audit log keeps. Sent with the transaction that did it; who, when and in which
 * workspace is the envelope's. Everything but `detail` is chained for ever: personal data goes into `detail` and nowhere else.
 */
@RaptorMessage({
  kind: 'event',
  name: 'sys.audit.recorded',
  version: 1,
  channel: 'sys.state.update',
  lane: 'low',
  readers: ['gateway'],
})
export class AuditRecorded {
  /** What was done, in the past tense: `campaign.created`, `member.role_changed`. */
  @Length(3, 100) @Matches(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/) action!: string;
  /** What it was done to: `campaign`. */
  @Length(1, 64) @Matches(/^[a-z][a-z0-9_]*$/) subjectType!: string;
  /** Which one: an id or a code, never a name or an address of a person. */
  @Length(1, 200) @Matches(/^[\x21-\x7e]+$/) subjectId!: string;
  /** SHA-256, in hex, of the subject before and after. */
  @IsOptional() @Matches(SHA_256) beforeHash?: string;
  @IsOptional() @Matches(SHA_256) afterHash?: string;
  /** What a reader of the log should know besides; can be erased. */
  @IsOptional() @IsObject() detail?: Record<string, unknown>;
}
