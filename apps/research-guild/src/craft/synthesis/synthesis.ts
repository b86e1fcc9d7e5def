import type { Finding } from './finding';
import { READERS } from './readers';

export interface Report {
  readonly agentCode: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly evidence: readonly { readonly id: string }[];
}

export interface Synthesis {
  readonly findings: Finding[];
  /** Per report, how many findings came of it. */
  readonly coverage: { agentCode: string; findings: number; isRead: boolean }[];
  /** Sections of a brief that nothing was found for. */
  readonly gaps: string[];
}

/** Without these a brief is thin: what is missing of them is said. */
const WANTED = [
  ['messaging.value_prop', 'what the company is worth to people'],
  ['messaging.proof_point', 'what proves it'],
  ['persona.objection', 'what holds people back'],
  ['persona.criterion', 'what people decide by'],
  ['market.landscape', 'who else is there'],
  ['market.tam', 'how large the market is'],
  ['channel', 'what a result costs in each channel'],
] as const;

/** Joins reports: every finding rests on evidence that its report names; the same for the same reports, in whatever order. */
export function synthesised(reports: readonly Report[]): Synthesis {
  const ordered = reports.toSorted((a, b) => (a.agentCode < b.agentCode ? -1 : 1));
  const read = ordered.map(({ agentCode, output }) => {
    const found = READERS[agentCode]?.(output) ?? [];
    return { agentCode, isRead: Object.hasOwn(READERS, agentCode), found };
  });
  const seen = new Set<string>();
  const findings = read.flatMap(({ agentCode, found }) =>
    found
      .filter(
        ({ section, text }) => text.length >= 3 && !seen.has(`${section} ${text}`) && seen.add(`${section} ${text}`),
      )
      .map((said) => ({ ...said, foundBy: agentCode })),
  );
  return {
    findings,
    coverage: read.map(({ agentCode, isRead, found }) => ({ agentCode, findings: found.length, isRead })),
    gaps: WANTED.flatMap(([section, what]) => (findings.some((each) => each.section === section) ? [] : [what])),
  };
}
