import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { InvokeAgentRequest } from './invoke.dto';

/**
 * Has one agent do one thing: an assignment whose subject is itself, so that what was accepted is done although whoever asked for it is gone.
 * Answered with a RunResponse. What comes of it is unreviewed.
 */
@RaptorMessage({ kind: 'query', name: 'council.agent.invoke', version: 1, channel: 'addressed', role: 'operator' })
export class RequestInvocation extends InvokeAgentRequest {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
}
