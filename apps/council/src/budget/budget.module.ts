import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module';
import { BudgetAlerts } from './budget-alerts.service';
import { BudgetDesk } from './budget-desk.service';
import { BudgetLimits } from './budget-limits.service';
import { BudgetNotices } from './budget-notices.service';
import { BudgetConsumer } from './budget.consumer';
import { BudgetService } from './budget.service';
import { BudgetsRepository } from './budgets.repository';
import { CostLedgerRepository } from './cost-ledger.repository';
import { CostsRepository } from './costs.repository';
import { CostsService } from './costs.service';
import { MoneyOperationsConsumer } from './money-operations.consumer';
import { RunCostsRepository } from './run-costs.repository';

@Module({
  imports: [NotificationsModule],
  controllers: [BudgetConsumer, MoneyOperationsConsumer],
  providers: [
    BudgetsRepository,
    CostLedgerRepository,
    CostsRepository,
    RunCostsRepository,
    BudgetAlerts,
    BudgetDesk,
    BudgetLimits,
    BudgetNotices,
    BudgetService,
    CostsService,
  ],
  exports: [BudgetsRepository, CostLedgerRepository, CostsRepository],
})
export class BudgetModule {}
