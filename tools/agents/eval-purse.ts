import type { Budget, BudgetDecision, BudgetRequest, SpendReport } from '@raptor/agent-kit';

/** The purse of an evaluation, which no workspace pays for: a limit that its calls cannot overspend. */
export class EvalPurse implements Budget {
  private readonly open = new Map<string, number>();
  private spent = 0;

  constructor(private readonly limitMicroUsd: number) {}

  /** Micro-USD. */
  get spentMicroUsd(): number {
    return this.spent;
  }

  reserve({ attemptId, reservedMicroUsd }: BudgetRequest): Promise<BudgetDecision> {
    const reserved = [...this.open.values()].reduce((sum, amount) => sum + amount, 0);
    if (this.spent + reserved + reservedMicroUsd > this.limitMicroUsd) {
      const detail = `${this.limitMicroUsd / 1_000_000} USD is the limit: --limit-usd raises it`;
      return Promise.resolve({ outcome: 'refused', code: 'BUDGET_EXHAUSTED', detail });
    }
    this.open.set(attemptId, reservedMicroUsd);
    return Promise.resolve({ outcome: 'reserved' });
  }

  settle({ attemptId, reportedMicroUsd, countedMicroUsd }: SpendReport): Promise<void> {
    const reserved = this.open.get(attemptId) ?? 0;
    this.open.delete(attemptId);
    this.spent += reportedMicroUsd ?? countedMicroUsd ?? reserved;
    return Promise.resolve();
  }
}
