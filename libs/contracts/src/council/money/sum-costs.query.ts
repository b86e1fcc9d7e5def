import { RaptorMessage } from '../../raptor-message';
import { CostsQuery } from './costs.dto';

/** What was spent in a span of time; answered with a CostsResponse. */
@RaptorMessage({ kind: 'query', name: 'council.costs.sum', version: 1, channel: 'addressed', role: 'viewer' })
export class SumCosts extends CostsQuery {}
