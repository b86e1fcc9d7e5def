import { Injectable } from '@nestjs/common';
import type { AgentSummary } from '@raptor/contracts';

/** What this service says of itself in beats and descriptions; a guild adds its agents here. */
@Injectable()
export class SelfDescription {
  agents: readonly AgentSummary[] = [];
}
