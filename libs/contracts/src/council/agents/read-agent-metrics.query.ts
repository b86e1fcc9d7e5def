import { Matches } from 'class-validator';
import { SpanQuery } from '../../api/span.dto';
import { RaptorMessage } from '../../raptor-message';

/** How an agent has done in a span of time; answered with an AgentMetricsResponse. */
@RaptorMessage({ kind: 'query', name: 'council.agent.metrics', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadAgentMetrics extends SpanQuery {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
}
