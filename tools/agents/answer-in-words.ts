import type { AgentAnswer } from '@raptor/contracts';
import { textTable } from '../database/text-table';
import type { RunStepRow } from './fleet-way';

const MODES = {
  model: 'by the model of its tier',
  cheaper_tier: 'by a cheaper model',
  cache: 'given before',
  floor: 'by code alone',
} as const;

/** An answer for a terminal: what it says, where it comes from, what it rests on, what it has cost, what was done. */
export function answerInWords(
  { runId, output, provenance, evidence }: AgentAnswer,
  steps: readonly RunStepRow[] | undefined,
): string {
  const { mode, model, degradedBy, lacking, tainted, contextUnavailable, costMicroUsd } = provenance;
  return [
    JSON.stringify(output, null, 2),
    '',
    `Made      ${MODES[mode]}${model ? ` (${model})` : ''}${degradedBy ? `, because of ${degradedBy}` : ''}`,
    `Cost      ${(costMicroUsd / 1_000_000).toFixed(6)} USD`,
    `Run       ${runId}`,
    ...(tainted ? ['Tainted   text of strangers was read on the way'] : []),
    ...(contextUnavailable ? ['Context   what the workspace remembers could not be consulted'] : []),
    ...listOf(
      'Evidence',
      evidence.map(({ id, url, title, source }) => `${id}  ${url ?? title ?? source}`),
    ),
    ...listOf(
      'Lacking',
      lacking.map(({ source, what, reason }) => `${source} ${what}: ${reason}`),
    ),
    ...(steps ? ['', textTable([['step', 'ms', 'came to'], ...steps.map(lineOf)])] : []),
  ]
    .join('\n')
    .concat('\n');
}

const listOf = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}`, ...lines.map((line) => `  ${line}`)];

const lineOf = ({ name, tookMs, outcome, detail }: RunStepRow): string[] => [
  name,
  tookMs.toFixed(1),
  detail ? `${outcome} ${JSON.stringify(detail)}` : outcome,
];
