import { Matches } from 'class-validator';
import { PageQuery } from '../../api/page.dto';
import { ROW_ID } from '../../council/row-id';
import { RaptorMessage } from '../../raptor-message';

/** Answered with an AlertResponsePage. */
@RaptorMessage({ kind: 'query', name: 'matrix.alert.responses', version: 1, channel: 'addressed', role: 'viewer' })
export class ListAlertResponses extends PageQuery {
  @Matches(ROW_ID) id!: string;
}
