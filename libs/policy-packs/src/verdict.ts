import { inOrder } from './evaluate';
import type { Finding } from './finding';

/** What guardians say of a content: nothing against it; only what people have waived; somebody has to look; no. */
export const VERDICTS = ['passed', 'warning', 'needs_review', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Somebody's word that one exact content may break a rule for a time. */
export interface Waiver {
  readonly ruleId: string;
  readonly contentHash: string;
  /** ISO 8601. It holds on days that are over (UTC) by then. */
  readonly expiresAt: string;
  /** Who gave it and why, or its id: named in what it waives. */
  readonly name: string;
}

/** Whether a waiver holds for that content through the end of that day. */
export const isActive = ({ contentHash, expiresAt }: Waiver, content: string, day: string): boolean =>
  contentHash === content && Date.parse(expiresAt) >= Date.parse(`${day}T23:59:59Z`);

/** The findings, where those that are waived warn at most and name their waiver; the gravest first. */
export function waive(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  contentHash: string,
  day: string,
): Finding[] {
  const active = waivers.filter((waiver) => isActive(waiver, contentHash, day));
  return inOrder(
    findings.map((finding) => {
      const waiver = active.find(({ ruleId }) => ruleId === finding.ruleId);
      if (waiver === undefined || finding.severity === 'INFO') return finding;
      return { ...finding, severity: 'WARN', waivedBy: waiver.name };
    }),
  );
}

/** BLOCK rejects, WARN asks for review unless people have waived it, INFO does neither. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ severity }) => severity === 'BLOCK')) return 'rejected';
  const warnings = findings.filter(({ severity }) => severity === 'WARN');
  if (warnings.some(({ waivedBy }) => waivedBy === undefined)) return 'needs_review';
  return warnings.length > 0 ? 'warning' : 'passed';
}
