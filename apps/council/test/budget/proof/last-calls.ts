import { BusBudget } from '@raptor/agent-kit';
import { startService } from '@raptor/platform';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { payerOf } from '../payer';
import { SpendingGuildModule, spendingGuildConfig } from '../spending-guild';
import type { Account } from './account';
import type { MeterAnswer } from './cast';
import { expectThat } from './expect-that';
import type { Meter } from './meter';

/** A call of usual size. */
const LAST_CALL_MICRO_USD = 1_000;
const ASKED = {
  tier: 'flash',
  reservedMicroUsd: LAST_CALL_MICRO_USD,
  reservedTokens: 10,
  expiresInMs: 60_000,
} as const;

export interface LastCalls {
  readonly workspaceId: string;
  readonly meter: Meter;
  readonly account: Account;
  readonly environment: NodeJS.ProcessEnv;
}

/** One call at a time, each settled before the next, until one is refused with nothing in flight. @returns how many were made. */
export async function spendTheRest({ workspaceId, meter, account, environment }: LastCalls): Promise<number> {
  const guild = await startService(SpendingGuildModule, spendingGuildConfig, { environment });
  try {
    const budget = guild.app.get(BusBudget);
    for (let made = 0; ;) {
      const payer = payerOf(workspaceId);
      const about = { payer, attemptId: uuidv7(), kind: 'model', provider: 'meter', model: 'meter-flash' } as const;
      const decision = await budget.reserve({ ...about, ...ASKED });
      if (decision.outcome === 'refused' && decision.code === 'BUDGET_EXHAUSTED') return made;
      if (decision.outcome === 'refused') continue;
      made += 1;
      await budget.settle({ ...about, ...(await charge(meter, about.attemptId)) });
      await eventually(async () => expectThat((await account.figures()).reserved === 0, 'it is not settled'));
    }
  } finally {
    await guild.stop();
  }
}

async function charge(
  meter: Meter,
  attemptId: string,
): Promise<{ reportedMicroUsd?: number; countedMicroUsd?: number }> {
  const body = JSON.stringify({ attemptId, by: 'last', boundMicroUsd: LAST_CALL_MICRO_USD });
  const answer = await fetch(meter.url, { method: 'POST', body }).catch(() => undefined);
  if (!answer) return {};
  if (!answer.ok) return { reportedMicroUsd: 0 };
  const { usageMicroUsd: reportedMicroUsd, countedMicroUsd } = (await answer.json()) as MeterAnswer;
  return { reportedMicroUsd, countedMicroUsd };
}
