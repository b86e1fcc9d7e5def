import { Module } from '@nestjs/common';
import { BudgetsRepository } from './budgets.repository';
import { CostLedgerRepository } from './cost-ledger.repository';
import { CostsRepository } from './costs.repository';

@Module({
  providers: [BudgetsRepository, CostLedgerRepository, CostsRepository],
  exports: [BudgetsRepository, CostLedgerRepository, CostsRepository],
})
export class BudgetModule {}
