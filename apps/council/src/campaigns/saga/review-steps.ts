import type { AgentCode } from '@raptor/contracts';
import { checkInput, guardiansOf } from './check-inputs';
import { PANEL, workOn } from './crew';
import { XP } from '../../game/achievements';
import type { Deed, Sequel } from './decision';
import { critiqueOutput, gateOutput, verdictOutput } from './outputs';
import { gateRef, reviewRef, type SagaAsset } from './saga-state';
import { because, isAvailable, outputOf, type View, type Wanted } from './view';

type Reviewed = SagaAsset & { readonly best: number };

/** Everything that has a version to stand by. */
export const standing = ({ state }: View): Reviewed[] =>
  state.assets.filter((asset): asset is Reviewed => asset.best !== null && asset.progress !== 'dropped');

/** Every guardian who has not looked at the best version of an asset yet. */
export const reviewWanted = (view: View): Wanted[] =>
  standing(view).flatMap((asset) =>
    guardiansOf(asset).flatMap((code): Wanted[] => {
      const ref = reviewRef(asset.ref, asset.best, code);
      const isDone = outputOf(view, ref, verdictOutput) !== null;
      const input = isDone || !isAvailable(view, code) ? undefined : checkInput(code, asset, view, asset.best);
      if (!input) return [];
      return [
        { ref, agentCode: code, commandedBy: 'LORD-006', input, asset: workOn(view, asset, asset.best, 'check') },
      ];
    }),
  );

export function afterReview(view: View): Sequel {
  const assets = standing(view);
  const known = new Set(view.state.known);
  const unasked = reviewWanted(view).filter(({ ref }) => !known.has(ref));
  if (unasked.length > 0) return { to: 'review', assign: unasked };
  if (assets.length === 0) return { fails: 'Nothing is left that could be approved' };
  const input = {
    assets: assets.map((asset) => ({
      assetId: asset.assetId,
      version: asset.best,
      contentHash: hashOf(asset),
      channel: asset.channel,
      required: guardiansOf(asset),
      verdicts: verdictsOn(view, asset),
      reviews: PANEL.flatMap((agentCode) => {
        const critique = outputOf(view, reviewRef(asset.ref, asset.best, agentCode), critiqueOutput);
        return critique ? [{ agentCode, score: critique.score }] : [];
      }),
      claims: guardiansOf(asset).flatMap(
        (code) => outputOf(view, reviewRef(asset.ref, asset.best, code), verdictOutput)?.claims ?? [],
      ),
      links: [],
      isRunAccepted: true,
    })),
    workspacePolicy: { autoApproveLow: false },
  };
  return { to: 'gate', assign: [{ ref: gateRef(view.state), agentCode: 'LORD-006', commandedBy: 'LORD-006', input }] };
}

function verdictsOn(view: View, asset: Reviewed) {
  return guardiansOf(asset).flatMap((agentCode: AgentCode) => {
    const said = outputOf(view, reviewRef(asset.ref, asset.best, agentCode), verdictOutput);
    if (!said) return [];
    const findings = said.findings.map((finding) => ({
      ruleId: finding.ruleId,
      severity: finding.severity,
      message: String(finding['fix'] ?? finding['message'] ?? finding.ruleId),
    }));
    return [{ agentCode, verdict: said.verdict, findings }];
  });
}

/** What the gate lets through is put before people; what it holds back stays where it is, with the reasons. */
export function afterGate(view: View): Sequel {
  const gate = outputOf(view, gateRef(view.state), gateOutput);
  if (!gate) return { fails: because(view, gateRef(view.state), 'Nobody has said what may leave') };
  const assets = standing(view);
  const decided = assets.flatMap((asset) => {
    const decision = gate.decisions.find(
      ({ assetId, contentHash }) => assetId === asset.assetId && contentHash === hashOf(asset),
    );
    return decision ? [{ asset, decision }] : [];
  });
  const open = decided.filter(({ decision }) => decision.gate === 'open');
  // Of what people have decided of already nothing is said or asked again.
  const fresh = decided.filter(({ asset }) => !isDecided(view, asset));
  const deeds: Deed[] = fresh.map(({ asset, decision }) => ({
    do: 'decide',
    lord: 'LORD-006',
    kind: 'approval',
    decision: decision.gate === 'open' ? `open, ${decision.risk} risk` : 'closed',
    reasoning: decision.reasons.join(' ').slice(0, 4_000),
    ...(decision.dissent.length > 0 && { dissent: JSON.stringify(decision.dissent).slice(0, 4_000) }),
    subject: { type: 'asset', id: asset.assetId },
  }));
  const settled = fresh.map(({ asset, decision }) => ({
    assetId: asset.assetId,
    version: asset.best,
    state: decision.gate === 'open' ? ('in_review' as const) : ('rejected' as const),
  }));
  if (settled.length > 0) deeds.push({ do: 'settle', assets: settled });
  if (open.length === 0) return { fails: `The gate lets nothing through: ${reasonsOf(decided)}`, deeds };
  const asked = fresh.filter(({ decision }) => decision.gate === 'open');
  for (const { asset, decision } of asked)
    deeds.push({
      do: 'ask-approval',
      assetId: asset.assetId,
      title: asset.title,
      contentHash: hashOf(asset),
      risk: decision.risk,
      by: decision.approvalBy,
    });
  deeds.push({
    do: 'notify',
    type: 'approval.required',
    title: `${asked.length} assets wait for a yes`,
    body: `${view.campaign.name}: ${open.length} of ${assets.length} assets have passed the gate.`,
    priority: 'high',
  });
  return { to: 'approval', assign: [], deeds };
}

const reasonsOf = (decided: readonly { decision: { reasons: readonly string[] } }[]): string =>
  [...new Set(decided.flatMap(({ decision }) => decision.reasons))].slice(0, 3).join(' ') || 'nothing was checked';

/** When everything is decided: with one yes at least it can be activated. */
export function afterApproval(view: View): Sequel {
  const waiting = view.approvals.filter(({ state }) => state === 'pending');
  if (waiting.length > 0)
    return { waits: `${waiting.length} of ${view.approvals.length} approvals are still to be given` };
  const isApproved = (asset: SagaAsset): boolean =>
    view.approvals.some(
      ({ subjectId, contentHash, state }) =>
        subjectId === asset.assetId && contentHash === hashOf(asset) && state === 'approved',
    );
  const assets = standing(view).filter(({ assetId }) => view.approvals.some(({ subjectId }) => subjectId === assetId));
  const approved = assets.filter(isApproved);
  const settled = assets.map((asset) => ({
    assetId: asset.assetId,
    version: asset.best ?? 1,
    state: isApproved(asset) ? ('approved' as const) : ('rejected' as const),
  }));
  const deeds: Deed[] = settled.length > 0 ? [{ do: 'settle', assets: settled }] : [];
  const fresh = assets.filter((asset) => !isDecided(view, asset));
  for (const asset of fresh)
    deeds.push({ do: 'trust', agentCode: asset.author, decision: isApproved(asset) ? 'approved' : 'rejected' });
  if (approved.length === 0) return { fails: 'Nothing of it was approved', deeds };
  return {
    to: view.campaign.status === 'active' ? 'running' : 'ready',
    assign: [],
    state: { decided: [...(view.state.decided ?? []), ...fresh.map(hashOf)] },
    deeds: [
      ...deeds,
      { do: 'credit', merits: meritsOfAssets(fresh.filter(isApproved)) },
      {
        do: 'notify',
        type: 'campaign.approved',
        title: `${view.campaign.name} can be activated`,
        body: `${approved.length} of ${assets.length} assets are approved.`,
      },
    ],
  };
}

const isDecided = ({ state: { decided = [] } }: View, asset: SagaAsset): boolean => decided.includes(hashOf(asset));

/** For what people took as it was first written there is more. */
function meritsOfAssets(approved: readonly SagaAsset[]): Extract<Deed, { do: 'credit' }>['merits'] {
  const atOnce = approved.filter(({ best }) => best === 1).length;
  if (approved.length === 0) return [];
  return [
    { counter: 'assets_approved', times: approved.length, xp: 0 },
    ...(atOnce > 0
      ? [{ counter: 'assets_approved_first_time' as const, times: atOnce, xp: atOnce * XP.assetApprovedFirstTime }]
      : []),
  ];
}

export const hashOf = ({ versions, best }: SagaAsset): string =>
  versions.find(({ number }) => number === best)?.contentHash ?? '';
