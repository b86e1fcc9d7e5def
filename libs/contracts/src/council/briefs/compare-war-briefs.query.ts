import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a WarBriefDiffResponse: what `other` says that `id` did not, and the other way round. */
@RaptorMessage({ kind: 'query', name: 'council.brief.compare', version: 1, channel: 'addressed', role: 'viewer' })
export class CompareWarBriefs {
  @Matches(ROW_ID) id!: string;
  @Matches(ROW_ID) other!: string;
}
