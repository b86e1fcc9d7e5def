import { setTimeout as pause } from 'node:timers/promises';
import { BusBudget, type BudgetRequest } from '@raptor/agent-kit';
import { startService } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { SeededRandom } from '../../../../../../libs/raptor-bus/test/chaos/seeded-random';
import { payerOf } from '../../payer';
import { SpendingGuildModule, spendingGuildConfig } from '../../spending-guild';
import type { CallOutcome, Directions, MeterAnswer, Order, Told } from '../cast';

const IDLE_LOOK_MS = 20;
/** After a refusal, so that a budget that is used up is not asked a thousand times a second. */
const REFUSED_PAUSE_MS = 50;
const MOST_MICRO_USD = 1_500;

const tell = (told: Told): void => void process.send?.(told, undefined, undefined, () => undefined);

/** Reserves, has the meter charge, settles; many at once and again and again, until it is killed or told to rest. */
async function spend(directions: Directions): Promise<void> {
  const service = await startService(SpendingGuildModule, spendingGuildConfig);
  const budget = service.app.get(BusBudget);
  const random = new SeededRandom(directions.seed);
  let calling = false;
  let underWay = 0;
  const sayIfIdle = (): void => {
    if (!calling && underWay === 0) tell({ type: 'idle' });
  };
  process.on('message', ({ call: mayCall }: Order) => {
    calling = mayCall;
    sayIfIdle();
  });
  process.on('disconnect', () => process.exit(0));

  const call = async (): Promise<CallOutcome> => {
    const request = aRequest(directions, random);
    const decision = await budget.reserve(request);
    if (decision.outcome === 'refused') {
      await pause(REFUSED_PAUSE_MS);
      return decision.code;
    }
    const { payer, attemptId, kind, provider, model } = request;
    const about = { payer, attemptId, kind, provider, model };
    const charged = await charge(directions, request);
    if (charged === 'refused') {
      await budget.settle({ ...about, reportedMicroUsd: 0, tokens: { input: 0, cached: 0, output: 0 } });
      return 'not billed';
    }
    if (charged === 'silence') {
      await budget.settle(about);
      return 'unknown usage';
    }
    const { usageMicroUsd: reportedMicroUsd, countedMicroUsd } = charged;
    await budget.settle({ ...about, reportedMicroUsd, countedMicroUsd, tokens: { input: 8, cached: 0, output: 2 } });
    return 'settled';
  };
  const loop = async (): Promise<never> => {
    for (;;) {
      while (!calling) await pause(IDLE_LOOK_MS);
      underWay += 1;
      tell({ type: 'called', outcome: await call() });
      underWay -= 1;
      sayIfIdle();
    }
  };
  tell({ type: 'ready' });
  await Promise.all(Array.from({ length: directions.concurrency }, loop));
}

/** Nine in ten of the cheapest tier, as the product aims at. */
function aRequest({ workspaceId, expiresInMs }: Directions, random: SeededRandom): BudgetRequest {
  const drawn = random.next();
  const tier = drawn < 0.9 ? 'flash' : drawn < 0.98 ? 'balanced' : 'deep';
  return {
    payer: payerOf(workspaceId, 'MUSE-001', uuidv7()),
    attemptId: uuidv7(),
    kind: 'model',
    provider: 'meter',
    model: `meter-${tier}`,
    tier,
    reservedMicroUsd: random.between(500, MOST_MICRO_USD),
    reservedTokens: 10,
    expiresInMs,
  };
}

async function charge(
  { meterUrl, name }: Directions,
  { attemptId, reservedMicroUsd: boundMicroUsd }: BudgetRequest,
): Promise<MeterAnswer | 'refused' | 'silence'> {
  try {
    const answer = await fetch(meterUrl, {
      method: 'POST',
      body: JSON.stringify({ attemptId, by: name, boundMicroUsd }),
    });
    return answer.ok ? ((await answer.json()) as MeterAnswer) : 'refused';
  } catch {
    return 'silence';
  }
}

spend(JSON.parse(process.argv[2] ?? '{}') as Directions).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
