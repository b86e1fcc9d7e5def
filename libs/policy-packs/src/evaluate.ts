import { applies } from './applies';
import type { Content } from './content';
import type { Finding } from './finding';
import { fixOf } from './fix';
import { KnownWords, observe, type Breach } from './observe';
import { packInForce } from './pack-in-force';
import type { PolicyPack } from './policy-pack';
import { SEVERITIES, type PolicyRule, type Severity } from './policy-rule';

export interface Circumstances {
  /** The day on which it is, or will be, seen: `2026-03-01`. Nothing else has to do with time. */
  readonly day: string;
  /** Where it is seen: `US`, `US-NY`, `DE`, `EU`. Left out: everywhere. */
  readonly jurisdictions?: readonly string[] | undefined;
  /** Words that the brand may write as it does: names, trademarks, abbreviations. */
  readonly allowed?: readonly string[] | undefined;
}

export interface Evaluation {
  /** The gravest first, then in the order of the packs' rules, of fields, of values. */
  readonly findings: readonly Finding[];
  /** By platform, the edition that was applied. */
  readonly packVersions: Readonly<Record<string, string>>;
}

/**
 * Holds a content against packs: of each platform the edition that is in force on the day, of that the rules that hold on the day.
 * Pure: a draft, a scheduled and a published content get the same findings for the same day. A rule of grade K warns at most,
 * whatever it says of itself. A platform without an edition for the day is a finding: nothing passes for lack of rules.
 */
export function evaluate(content: Content, packs: readonly PolicyPack[], circumstances: Circumstances): Evaluation {
  const findings: Finding[] = [];
  const packVersions: Record<string, string> = {};
  const words = new KnownWords();
  for (const platform of new Set(packs.map((pack) => pack.platform))) {
    const pack = packInForce(packs, platform, circumstances.day);
    if (pack === undefined) {
      findings.push(noPack(platform, circumstances.day));
      continue;
    }
    packVersions[platform] = pack.version;
    for (const rule of pack.rules)
      if (applies(rule, content, circumstances))
        for (const breach of observe(rule, content, circumstances.allowed ?? [], words))
          findings.push(findingOf(pack, rule, breach));
  }
  return { findings: inOrder(findings), packVersions };
}

/** What a rule may do at most. */
export const severityOf = ({ severity, source }: Pick<PolicyRule, 'severity' | 'source'>): Severity =>
  source.grade === 'K' && severity === 'BLOCK' ? 'WARN' : severity;

/** The gravest first; those alike stay as they are. */
export const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));

const LONGEST_TEXT = 200;

const findingOf = ({ fields }: PolicyPack, rule: PolicyRule, breach: Breach): Finding => ({
  ruleId: rule.ruleId,
  field: breach.field,
  ...(breach.index !== undefined && { index: breach.index }),
  ...(typeof breach.value === 'string' && {
    text: [...breach.value.slice(0, 2 * LONGEST_TEXT)].slice(0, LONGEST_TEXT).join(''),
  }),
  observed: typeof breach.observed === 'string' ? breach.observed.slice(0, LONGEST_TEXT) : breach.observed,
  ...(rule.unit !== 'phrase' && rule.unit !== 'pattern' && rule.unit !== 'presence' && { limit: rule.value }),
  unit: rule.unit,
  severity: severityOf(rule),
  source: rule.source.url,
  grade: rule.source.grade,
  fix: fixOf(rule, breach, fields),
});

const noPack = (platform: string, day: string): Finding => ({
  ruleId: `${platform}.no_pack`,
  field: 'day',
  observed: day,
  unit: 'presence',
  severity: 'WARN',
  source: '@raptor/policy-packs',
  grade: 'P',
  fix: `Have somebody look at it who knows ${platform}: there is no edition of its rules for ${day}.`,
});
