import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ChangeAgentRequest } from './agent.dto';

/** Answered with the WorkspaceAgentResponse that it has become. */
@RaptorMessage({ kind: 'query', name: 'council.agent.change', version: 1, channel: 'addressed', role: 'operator' })
export class ChangeAgent extends ChangeAgentRequest {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
