import { Module } from '@nestjs/common';
import { BusBudget } from './bus-budget';

/** Where a service asks for money: inject `BUDGET` as {@link Budget}, or `BusBudget` for quotes, too. */
export const BUDGET = Symbol('BUDGET');

@Module({ providers: [BusBudget, { provide: BUDGET, useExisting: BusBudget }], exports: [BusBudget, BUDGET] })
export class BudgetClientModule {}
