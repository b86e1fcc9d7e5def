import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module';
import { BudgetAlerts } from './budget-alerts.service';
import { BudgetDesk } from './budget-desk.service';
import { BudgetNotices } from './budget-notices.service';
import { BudgetConsumer } from './budget.consumer';
import { BudgetService } from './budget.service';
import { BudgetsRepository } from './budgets.repository';
import { CostLedgerRepository } from './cost-ledger.repository';
import { CostsRepository } from './costs.repository';
import { RunCostsRepository } from './run-costs.repository';

@Module({
  imports: [NotificationsModule],
  controllers: [BudgetConsumer],
  providers: [
    BudgetsRepository,
    CostLedgerRepository,
    CostsRepository,
    RunCostsRepository,
    BudgetAlerts,
    BudgetDesk,
    BudgetNotices,
    BudgetService,
  ],
  exports: [BudgetsRepository, CostLedgerRepository, CostsRepository],
})
export class BudgetModule {}
