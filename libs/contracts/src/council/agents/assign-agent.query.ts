import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { AssignAgentRequest } from './invoke.dto';

/** Gives an agent work for something that is there; answered with a RunResponse. */
@RaptorMessage({ kind: 'query', name: 'council.agent.assign', version: 1, channel: 'addressed', role: 'operator' })
export class AssignAgent extends AssignAgentRequest {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
}
