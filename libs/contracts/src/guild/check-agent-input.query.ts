import { IsObject, Matches } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/**
 * Asks whether an agent of the service would take an input; answered with nothing when it would, else it fails as the run would: AGENT_UNKNOWN,
 * AGENT_PLANNED, or AGENT_INPUT_INVALID with each field.
 */
@RaptorMessage({ kind: 'query', name: 'guild.agent.check', version: 1, channel: 'addressed' })
export class CheckAgentInput {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @IsObject() input!: Record<string, unknown>;
}
