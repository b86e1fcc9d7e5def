import type { Budget, BudgetDecision, BudgetRefusal, BudgetRequest, SpendReport } from '../../../src/budget/budget';

export interface Entry {
  readonly request: BudgetRequest;
  report?: SpendReport;
}

/** A purse of its own kind, with the council's rule of settling: min(max(reported, counted), reserved). */
export class Ledger implements Budget {
  readonly entries: Entry[] = [];
  /** Settlements of one attempt beyond the first. */
  settledTwice = 0;

  constructor(
    private readonly limitMicroUsd = Number.MAX_SAFE_INTEGER,
    private readonly refuse: (request: BudgetRequest) => BudgetRefusal | undefined = () => undefined,
  ) {}

  async reserve(request: BudgetRequest): Promise<BudgetDecision> {
    const code =
      this.refuse(request) ??
      (this.held + request.reservedMicroUsd > this.limitMicroUsd ? 'BUDGET_EXHAUSTED' : undefined);
    if (code) return { outcome: 'refused', code, detail: 'The ledger says no' };
    this.entries.push({ request });
    return { outcome: 'reserved' };
  }

  async settle(report: SpendReport): Promise<void> {
    const entry = this.entries.find(({ request }) => request.attemptId === report.attemptId);
    if (!entry) throw new Error('Settled what was never reserved');
    if (entry.report) this.settledTwice += 1;
    entry.report ??= report;
  }

  /** Reserved and settled together. */
  get held(): number {
    return this.entries.reduce((sum, entry) => sum + heldBy(entry), 0);
  }

  get open(): Entry[] {
    return this.entries.filter(({ report }) => !report);
  }

  /** What each attempt came to, in order. */
  get settled(): number[] {
    return this.entries.filter(({ report }) => report).map(heldBy);
  }
}

const heldBy = ({ request, report }: Entry): number =>
  report
    ? Math.min(Math.max(report.reportedMicroUsd ?? 0, report.countedMicroUsd ?? 0), request.reservedMicroUsd)
    : request.reservedMicroUsd;
