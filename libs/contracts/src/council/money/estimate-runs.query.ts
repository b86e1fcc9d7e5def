import { RaptorMessage } from '../../raptor-message';
import { QuoteRequest } from './budget.dto';

/** What runs of agents have cost here; answered with a QuoteResponse. */
@RaptorMessage({ kind: 'query', name: 'council.budget.estimate', version: 1, channel: 'addressed', role: 'analyst' })
export class EstimateRuns extends QuoteRequest {}
