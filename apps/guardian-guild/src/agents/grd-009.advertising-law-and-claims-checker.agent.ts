import { defineAgent } from '@raptor/agent-kit';
import { contentHashOf, type Content, type Evaluation, type Finding } from '@raptor/policy-packs';
import { z } from 'zod';
import { DISCLOSURES, advertisement } from '../craft/verdicts/advertisement';
import { circumstances } from '../craft/verdicts/circumstances';
import { FIELD_OF, checkedClaim, claimsOf, unprovenBy, type CheckedClaim } from '../craft/verdicts/claims-of';
import { VERDICT_KEPT_MS, rulesOf, evaluateFor, inconsistencies, judge, judgement } from '../craft/verdicts/judge';
import { ADVERTISING_LAW_SAMPLES } from './grd-009.samples';

const input = z.object({ ...advertisement, ...circumstances });
const disclosure = z.object({
  ruleId: z.string().describe('The rule that asks for it'),
  what: z.string().describe('What has to be said, and how'),
  isMade: z.boolean().describe('Whether it is there'),
});
const output = z.object({
  ...judgement,
  claims: z.array(checkedClaim).describe('Everything in the texts that somebody could be asked to prove'),
  requiredDisclosures: z.array(disclosure).describe('What has to be said on that day in those places'),
});

type Task = z.output<typeof input>;

/** What the verdict holds for: the content, and neither day, places, evidence nor what people have waived. */
function hashOf({
  day: _day,
  jurisdictions: _places,
  brand: _brand,
  waivers: _waivers,
  evidence: _evidence,
  ...content
}: Task): string {
  return contentHashOf(content);
}

function contentOf(
  { surface, texts, evidence: _evidence, waivers: _waivers, brand: _brand, ...facts }: Task,
  claims: readonly CheckedClaim[],
): Content {
  const { day: _day, jurisdictions: _places, ...fields } = facts;
  return { surface, fields: { ...fields, texts, opening: texts[0], ...unprovenBy(claims) } };
}

/** A claim that two rules are against is one finding: the graver one. */
function withoutRepetition({ findings, packVersions }: Evaluation): Evaluation {
  const key = ({ field, index, observed, ruleId }: Finding): string =>
    Object.values(FIELD_OF).includes(field)
      ? JSON.stringify([field, observed])
      : JSON.stringify([ruleId, field, index]);
  return {
    packVersions,
    findings: findings.filter((finding, at) => findings.findIndex((other) => key(other) === key(finding)) === at),
  };
}

/** What would have to be said if nothing were said yet. */
function disclosuresOf(content: Content, task: Task): z.output<typeof disclosure>[] {
  const silent = { ...content.fields, ...Object.fromEntries(DISCLOSURES.map((field) => [field, undefined])) };
  const isDisclosure = ({ field }: Finding): boolean => DISCLOSURES.some((one) => one === field);
  const missing = evaluateFor(content, 'law', task)
    .findings.filter(isDisclosure)
    .map(({ ruleId }) => ruleId);
  return evaluateFor({ ...content, fields: silent }, 'law', task)
    .findings.filter(isDisclosure)
    .map(({ ruleId, fix }) => ({ ruleId, what: fix, isMade: !missing.includes(ruleId) }));
}

const isAbout = ({ field, observed }: Finding, { kind, claim }: CheckedClaim): boolean =>
  field === FIELD_OF[kind] && String(observed) === claim.slice(0, 200);

/** Law is data and claims are found by code: no model is asked what may be said. */
export const advertisingLawAndClaimsChecker = defineAgent({
  code: 'GRD-009',
  name: 'Advertising-Law and Claims Checker',
  guild: 'guardian',
  tier: 'none',
  purpose:
    'Finds every claim in a text, holds it against the evidence, and says what advertising law forbids or wants disclosed.',
  input,
  output,
  floor: (task) => {
    const claims = claimsOf(task.texts, task.evidence);
    const content = contentOf(task, claims);
    const judged = judge(withoutRepetition(evaluateFor(content, 'law', task)), hashOf(task), task);
    const isWaived = (claim: CheckedClaim): boolean =>
      judged.findings.some((finding) => finding.waivedBy !== undefined && isAbout(finding, claim));
    return {
      ...judged,
      claims: claims.map((claim): CheckedClaim =>
        claim.state === 'unsupported' && isWaived(claim) ? { ...claim, state: 'waived' } : claim,
      ),
      requiredDisclosures: disclosuresOf(content, task),
    };
  },
  check: (answer, task) => [
    ...inconsistencies(answer, hashOf(task), task),
    ...answer.claims.flatMap((one) => problemsWith(one, answer.findings, task)),
    ...answer.requiredDisclosures
      .filter(({ ruleId, isMade }) => isMade === answer.findings.some((finding) => finding.ruleId === ruleId))
      .map(({ ruleId, isMade }) => `${ruleId} is ${isMade ? 'said' : 'not said'}, but its finding says otherwise.`),
  ],
  cache: { ttlMs: VERDICT_KEPT_MS, key: (task) => ({ task, rules: rulesOf('law') }) },
  samples: ADVERTISING_LAW_SAMPLES,
});

function problemsWith(one: CheckedClaim, findings: readonly Finding[], { texts, evidence }: Task): string[] {
  const problems: string[] = [];
  const where = `"${one.claim}"`;
  if (texts[one.text]?.slice(one.start, one.end) !== one.claim)
    problems.push(`${where} does not stand where it is said to.`);
  if ((one.state === 'supported') !== (one.evidenceId !== undefined))
    problems.push(`${where} is ${one.state}, and its evidence says otherwise.`);
  if (one.evidenceId !== undefined && !evidence.some(({ id }) => id === one.evidenceId))
    problems.push(`${where} cites evidence that was not given.`);
  if (one.state !== 'supported' && !findings.some((finding) => isAbout(finding, one)))
    problems.push(`${where} is ${one.state} and there is no finding for it.`);
  return problems;
}
