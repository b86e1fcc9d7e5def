import { IsInt, IsOptional } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { SetBudgetRequest } from './budget.dto';

/** Answered with the BudgetResponse that it has become. */
@RaptorMessage({ kind: 'query', name: 'council.budget.set', version: 1, channel: 'addressed', role: 'admin' })
export class SetBudget extends SetBudgetRequest {
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
