import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PageQuery } from '../../api/page.dto';

/** Answered with a SimulationPage. */
@RaptorMessage({
  kind: 'query',
  name: 'council.campaign.simulations',
  version: 1,
  channel: 'addressed',
  role: 'viewer',
})
export class ListSimulations extends PageQuery {
  @Matches(ROW_ID) id!: string;
}
