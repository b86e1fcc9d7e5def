import { RaptorMessage } from '../../raptor-message';

/** Answered with a BudgetResponse. */
@RaptorMessage({ kind: 'query', name: 'council.budget.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadBudget {}
