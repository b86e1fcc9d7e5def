import { RaptorMessage } from '../raptor-message';
import { BudgetState } from './budget-alerted.event';

/** Nothing that costs anything is begun any more in this period, or hardly anything still fits. Said once a period. */
@RaptorMessage({
  kind: 'event',
  name: 'council.budget.exhausted',
  version: 1,
  channel: 'sys.alert.critical',
  readers: ['council', 'gateway'],
})
export class BudgetExhausted extends BudgetState {}
