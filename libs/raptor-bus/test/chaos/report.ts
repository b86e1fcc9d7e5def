import { listed, type Ledger } from './database';
import type { Plan } from './plan';
import { FAULTS, type Tally } from './tally';

export interface Outcome {
  readonly plan: Plan;
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** What was still on its way at the deadline. */
  readonly unquiet: readonly string[];
  /** Rows in all outboxes: what was to be published once. */
  readonly sent: number;
  readonly stormMs: number;
  readonly quietAfterMs: number;
}

/** Why a run does not pass; empty when it does. */
export function problemsOf({ plan, ledger, tally, unquiet }: Outcome): string[] {
  const problem = (what: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [[`${lines.length} ${what}:`, ...listed(lines)].join('\n  ')] : [];
  const missed = FAULTS.filter((name) => tally.faults[name].done > 0 && tally.faults[name].hit === 0);
  return [
    ...problem('lost', ledger.lost),
    ...problem('took effect more than once', ledger.doubled),
    ...problem('took effect and were never accepted', ledger.phantoms),
    ...problem('innocent dead letters', ledger.deadLetters),
    ...problem('things not at rest', unquiet),
    ...problem('processes ended by themselves', tally.accidents),
    ...problem('kinds of fault hit nothing in flight, so this run proves nothing about them', missed),
    ...(ledger.accepted < plan.messages ? [`only ${ledger.accepted} of ${plan.messages} messages were accepted`] : []),
  ];
}

/** The counts of a run as a table. */
export function tableOf({ ledger, tally, sent, stormMs, quietAfterMs }: Outcome): string {
  const { counts, faults } = tally;
  const rows: [what: string, count: string | number][] = [
    ['accepted', ledger.accepted],
    ['of these sent by a consumer (second hop)', ledger.parcels],
    ['effects', ledger.effects],
    ['lost', ledger.lost.length],
    ['double', ledger.doubled.length],
    ['never accepted', ledger.phantoms.length],
    ['dead letters', ledger.deadLetters.length],
    ...FAULTS.map((name): [string, string] => [name, `${faults[name].done} (${faults[name].hit} in flight)`]),
    ['published again, at least', Math.max(0, counts.published - sent)],
    ['delivered again and absorbed by the inbox, at least', counts.absorbed],
    ['tried again after a failure, at least', counts.retried],
    ['ended by a process that had lost the lease', counts.lostLease],
    ['storm', `${seconds(stormMs)} s`],
    ['all at rest after', `${seconds(quietAfterMs)} s`],
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  return rows.map(([what, count]) => `${what.padEnd(width)}  ${count}`).join('\n');
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
