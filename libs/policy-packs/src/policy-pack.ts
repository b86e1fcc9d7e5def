import { z } from 'zod';
import { contentHashOf } from './content-hash';
import { policyRule, source, type PolicyRule } from './policy-rule';

const header = z.strictObject({
  platform: z.string().min(1),
  /** The day on which it was put together; names the edition. */
  version: z.iso.date(),
  /** The first day that it may be applied to. */
  effectiveFrom: z.iso.date(),
  /** What people call the fields, in the singular: `headlines` is `headline`. */
  fields: z.record(z.string(), z.string().min(1)),
});

/** A data file. Its rules name one of its sources, and have from it what they leave out. */
const draft = header.extend({
  reviewBy: z.iso.date(),
  sources: z.record(z.string(), source),
  rules: z.array(z.looseObject({ ruleId: z.string(), source: z.string() })).min(1),
});

/**
 * The rules of one platform, or of the law, as they were found on one day: an edition. It is never changed after it was brought into
 * a database, because verdicts name it; what has changed makes the next edition.
 */
export interface PolicyPack extends z.output<typeof header> {
  readonly rules: readonly PolicyRule[];
  /** SHA-256 of the rules. */
  readonly contentHash: string;
  /** The day on which the first of its rules has to be looked at again. */
  readonly reviewBy: string;
}

/**
 * Makes an edition out of a data file.
 * @throws Error that names the rule, when one does not fit its schema, names no source, or there are two with one id.
 */
export function definePack(data: unknown): PolicyPack {
  const { rules: drafts, reviewBy, sources, ...pack } = draft.parse(data);
  const { platform, effectiveFrom, version } = pack;
  const rules = drafts.map((rule) => {
    const cited = sources[rule.source];
    if (cited === undefined)
      throw new Error(`${rule.ruleId} names the source ${rule.source}, which ${platform} ${version} does not have`);
    return parseRule({ platform, effectiveFrom, reviewBy, ...rule, source: cited });
  });
  const ids = rules.map(({ ruleId }) => ruleId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${platform} ${version} has ${twice} twice`);
  return {
    ...pack,
    rules,
    contentHash: contentHashOf(rules),
    reviewBy: rules.map((rule) => rule.reviewBy).reduce((first, other) => (other < first ? other : first)),
  };
}

function parseRule(rule: Readonly<Record<string, unknown>> & { readonly ruleId: string }): PolicyRule {
  const { success, data, error } = policyRule.safeParse(rule);
  if (!success) throw new Error(`${rule.ruleId} is no rule: ${z.prettifyError(error)}`);
  return data;
}
