import type { TransactionActor } from '@raptor/persistence';

/** Something that somebody did, as it is to be remembered. */
export interface AuditFact {
  /** The same fact has the same id however often it is announced. */
  readonly eventId: string;
  readonly actor: TransactionActor;
  /** Such as `campaign.created`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** SHA-256, in hex, of what the subject was before and after. */
  readonly beforeHash?: string | undefined;
  readonly afterHash?: string | undefined;
  /** The only part that may hold personal data. */
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  readonly occurredAt: Date;
}
