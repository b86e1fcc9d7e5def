import type { AuditRecorded } from '@raptor/contracts';

/** What the audit log says of a change: see {@link AuditRecorded}. */
export type Audited = Pick<AuditRecorded, 'action' | 'subjectType' | 'subjectId'> &
  Partial<Pick<AuditRecorded, 'beforeHash' | 'afterHash' | 'detail'>>;

/** What a change of rows that somebody asked for has come to. */
export interface Changed<Answer> {
  /** As the API answers it. */
  readonly answer: Answer;
  /** Nothing for a change that turned out to be none. */
  readonly audited?: Audited;
}
