import type { Risk } from '@raptor/contracts';

export interface GatedAsset {
  readonly assetId: string;
  readonly version: number;
  readonly contentHash: string;
  readonly channel: string;
  /** Guardians that must have looked at it. */
  readonly required: readonly string[];
  readonly verdicts: readonly {
    readonly agentCode: string;
    readonly verdict: string;
    readonly findings: readonly { readonly ruleId: string; readonly severity: string; readonly message: string }[];
  }[];
  readonly reviews: readonly { readonly agentCode: string; readonly score: number }[];
  readonly claims: readonly { readonly claim: string; readonly state: string; readonly kind?: string | undefined }[];
  readonly links: readonly { readonly url: string; readonly status: number | null }[];
  readonly isRunAccepted: boolean;
}

export interface GateDecision {
  assetId: string;
  contentHash: string;
  gate: 'open' | 'closed';
  risk: Risk;
  approvalBy: 'policy' | 'operator' | 'admin';
  reasons: string[];
  dissent: { by: string; opinion: string }[];
}

/** Channels that cost money wherever something is wrong. */
const PAID = new Set(['google_ads', 'meta_ads', 'linkedin_ads', 'display', 'youtube', 'tiktok']);
/** Claims for which somebody can be sued or fined. */
const GRAVE = new Set(['health', 'finance', 'testimonial']);
/** Reviewers whose scores are further apart disagree. */
const APART = 3;

/**
 * What may leave: closed by a rejection, a claim that nothing proves, a broken link, a guardian that has not looked, a run that nobody accepted. What
 * may, is of low, medium or high risk, and who may say yes follows from that.
 */
export function gated(asset: GatedAsset, policy: { readonly autoApproveLow: boolean }): GateDecision {
  const closed = whyClosed(asset);
  const risk = riskOf(asset);
  const approvalBy =
    risk.level === 'high' ? 'admin' : risk.level === 'low' && policy.autoApproveLow ? 'policy' : 'operator';
  const { assetId, contentHash } = asset;
  return {
    ...{ assetId, contentHash, gate: closed.length > 0 ? 'closed' : 'open', risk: risk.level, approvalBy },
    reasons: closed.length > 0 ? closed : risk.reasons,
    dissent: dissentIn(asset),
  };
}

function whyClosed({ required, verdicts, claims, links, isRunAccepted }: GatedAsset): string[] {
  const looked = new Set(verdicts.map(({ agentCode }) => agentCode));
  return [
    ...required.filter((code) => !looked.has(code)).map((code) => `${code} has not looked at it.`),
    ...verdicts
      .filter(({ verdict }) => verdict === 'rejected')
      .map(({ agentCode, findings }) => `${agentCode} rejects it: ${findings[0]?.message ?? 'without a reason'}`),
    ...claims.filter(({ state }) => state === 'unsupported').map(({ claim }) => `Nothing proves "${claim}".`),
    ...links.filter(({ status }) => status === null || status >= 400).map(({ url }) => `${url} does not answer.`),
    ...(isRunAccepted ? [] : ['The run that wrote it was not accepted.']),
  ];
}

function riskOf({ channel, claims, verdicts }: GatedAsset): { level: Risk; reasons: string[] } {
  const grave = claims.filter(({ kind }) => GRAVE.has(kind ?? ''));
  const warned = verdicts.filter(({ verdict }) => verdict === 'needs_review' || verdict === 'warning');
  if (grave.length > 0)
    return { level: 'high', reasons: grave.map(({ claim, kind }) => `A claim of the kind ${kind}: "${claim}".`) };
  const reasons = [
    ...warned.map(
      ({ agentCode, findings }) => `${agentCode} asks for a look: ${findings[0]?.message ?? 'no reason given'}`,
    ),
    ...(PAID.has(channel) ? [`${channel.replaceAll('_', ' ')} costs money.`] : []),
    ...(claims.length > 0 ? [`It makes ${claims.length} claims, all proven.`] : []),
  ];
  return reasons.length > 0
    ? { level: 'medium', reasons }
    : { level: 'low', reasons: ['No guardian has anything to say, and it costs nothing.'] };
}

/** The stricter opinion wins; who thought otherwise is written down. */
function dissentIn({ verdicts, reviews }: GatedAsset): GateDecision['dissent'] {
  const rejects = verdicts.some(({ verdict }) => verdict === 'rejected');
  const passed = rejects ? verdicts.filter(({ verdict }) => verdict === 'passed') : [];
  const scores = reviews.map(({ score }) => score);
  const apart = scores.length > 1 && Math.max(...scores) - Math.min(...scores) > APART;
  const lowest = apart ? reviews.filter(({ score }) => score === Math.min(...scores)) : [];
  return [
    ...passed.map(({ agentCode }) => ({ by: agentCode, opinion: 'passed it' })),
    ...lowest.map(({ agentCode, score }) => ({ by: agentCode, opinion: `scored it ${score}, far below the others` })),
  ];
}
