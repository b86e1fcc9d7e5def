import {
  POLICY_PACKS,
  VERDICTS,
  evaluate,
  findingSchema,
  isActive,
  packsOf,
  severityOf,
  verdictOf,
  waive,
  type Content,
  type Evaluation,
  type Finding,
  type Verdict,
} from '@raptor/policy-packs';
import { z } from 'zod';
import { allowedWords, type Told } from './circumstances';

/** What every guardian answers. */
export const judgement = {
  verdict: z.enum(VERDICTS).describe('passed; warning: only what people have waived; needs_review; rejected'),
  findings: z.array(findingSchema).describe('What is against the rules, the gravest first, each with what to do'),
  packVersions: z.record(z.string(), z.string()).describe('By platform, the edition of its rules that was applied'),
  contentHash: z.string().describe('SHA-256 of what was checked: the verdict holds for that and nothing else'),
};

export interface Judgement {
  readonly verdict: Verdict;
  readonly findings: Finding[];
  readonly packVersions: Record<string, string>;
  readonly contentHash: string;
}

/** How long a verdict is given again for the same content, day, places, waivers and rules: it follows from them alone, so it does not grow old. */
export const VERDICT_KEPT_MS = 7 * 86_400_000;

/** Names the rules of a platform, word for word: a verdict by others is another verdict. */
export const rulesOf = (platform: string): string[] => packsOf(platform).map(({ contentHash }) => contentHash);

/** Holds a content against the rules of its day and places. */
export const evaluateFor = (content: Content, platform: string, told: Told): Evaluation =>
  evaluate(content, packsOf(platform), {
    day: told.day,
    jurisdictions: told.jurisdictions,
    allowed: allowedWords(told),
  });

/** The verdict on what was found, with what people have waived. */
export function judge({ findings, packVersions }: Evaluation, contentHash: string, told: Told): Judgement {
  const remaining = waive(findings, told.waivers, contentHash, told.day);
  return { verdict: verdictOf(remaining), findings: remaining, packVersions: { ...packVersions }, contentHash };
}

/** What in an answer contradicts itself or the rules it names, a sentence each. */
export function inconsistencies(answer: Judgement, contentHash: string, told: Told): string[] {
  const problems: string[] = [];
  const expected = verdictOf(answer.findings);
  if (answer.verdict !== expected)
    problems.push(`The verdict is ${answer.verdict}, but its findings make it ${expected}.`);
  if (answer.contentHash !== contentHash) problems.push('The content hash is not that of the content.');
  for (const finding of answer.findings) problems.push(...problemsWith(finding, answer, told));
  return problems;
}

function problemsWith(
  { ruleId, severity, grade, waivedBy }: Finding,
  { packVersions, contentHash }: Judgement,
  told: Told,
): string[] {
  const problems: string[] = [];
  if (grade === 'K' && severity === 'BLOCK') problems.push(`${ruleId} blocks by common knowledge.`);
  const waiver = told.waivers.find((one) => one.ruleId === ruleId && one.name === waivedBy);
  if (waivedBy !== undefined && !(waiver && isActive(waiver, contentHash, told.day)))
    problems.push(`${ruleId} is waived by nobody.`);
  if (ruleId.endsWith('.no_pack')) return problems;
  const rule = POLICY_PACKS.filter(({ platform, version }) => packVersions[platform] === version)
    .flatMap(({ rules }) => rules)
    .find((one) => one.ruleId === ruleId);
  if (rule === undefined) problems.push(`${ruleId} is in none of the packs that were applied.`);
  else if (waivedBy === undefined && severity !== severityOf(rule))
    problems.push(`${ruleId} is ${severityOf(rule)}, not ${severity}.`);
  return problems;
}
