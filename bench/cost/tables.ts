import { isMet, table, type Target } from '../report';
import type { BillLine } from './bill';
import type { LookUps } from './lookups';
import { ASSUMED } from './month';
import { AIMED_MIX, TIERS } from './prices';

const usd = (microUsd: number): string => (microUsd / 1_000_000).toFixed(4);
const whole = (count: number): string => count.toLocaleString('en-US');

const HEAD = ['calls', 'tokens in', 'tokens out', 'USD, list', 'USD, planned', 'USD, list, no cache'];
const cells = (line: BillLine): string[] => [
  ...[line.calls, line.inputTokens, line.outputTokens].map(whole),
  ...[line.listMicroUsd, line.plannedMicroUsd, line.withoutCacheMicroUsd].map(usd),
];

export const agentTable = (lines: readonly BillLine[]): string =>
  table(
    ['agent', 'runs', 'from cache', ...HEAD],
    lines.map((line) => [line.name, whole(line.runs), whole(line.fromCache), ...cells(line)]),
  );

export function tierTable(lines: readonly BillLine[]): string {
  const calls = lines.reduce((sum, line) => sum + line.calls, 0);
  const share = (count: number): string => (calls === 0 ? '-' : `${((100 * count) / calls).toFixed(1)} %`);
  return table(
    ['tier', 'share of calls', 'aimed at', ...HEAD],
    lines.map((line, at) => {
      const tier = TIERS[at];
      return [line.name, share(line.calls), tier ? `${AIMED_MIX[tier]} %` : '', ...cells(line)];
    }),
  );
}

export const lookUpTable = (lookUps: readonly LookUps[]): string =>
  table(
    ['vendor', 'a month', 'USD each', 'USD', 'assumed because'],
    lookUps.map(({ vendor, perMonth, usdEach, because }) => [
      ...[vendor, whole(perMonth), usdEach.toFixed(4), (perMonth * usdEach).toFixed(4), because],
    ]),
  );

export const lookUpsUsd = (lookUps: readonly LookUps[]): number =>
  lookUps.reduce((sum, { perMonth, usdEach }) => sum + perMonth * usdEach, 0);

const only = (value: number) => ({ median: value, min: value, max: value });

export function costTargets(all: BillLine, lookUps: number): Target[] {
  const most = (what: string, microUsd: number): Target => ({
    what: `USD per user and month, ${what}`,
    atMost: ASSUMED.limitUsd,
    measured: only(microUsd / 1_000_000 + lookUps),
  });
  return [
    most('list prices and look-ups', all.listMicroUsd),
    most('planned prices and look-ups', all.plannedMicroUsd),
    most('the same at list prices, thinking as much as writing', all.withThinkingMicroUsd),
    {
      what: 'tokens per workspace and month',
      atMost: ASSUMED.tokensPerWorkspaceAndMonth,
      measured: only(all.inputTokens + all.outputTokens),
    },
  ];
}

export const judged = (targets: readonly Target[]): object[] =>
  targets.map((target) => ({ ...target, met: isMet(target) }));
