import { homeOf } from '@raptor/contracts';
import type { Sequel } from './decision';
import { directionInput, researchInput, strategyInput } from './planning-inputs';
import { briefOutput, planOutput, strategyOutput, synthesisOutput, directionOutput } from './outputs';
import { goalOf } from './company';
import { idOf, type SagaState } from './saga-state';
import { draftsWanted, startedAssets } from './creation-steps';
import { because, channelsOf, isAvailable, outputOf, type View, type Wanted } from './view';

/** Most findings that a brief is made from: the input of an agent travels in one message. */
const MOST_FINDINGS = 300;

/** What LORD-001 proposes is held against what is there: who is not available, or has nothing to go by, is not sent to work. */
export function afterRouting(view: View): Sequel {
  const plan = outputOf(view, 'LORD-001', planOutput);
  if (!plan) return { fails: because(view, 'LORD-001', 'There is no plan') };
  const proposed = plan.assignments.filter(({ part }) => part === 'research').map(({ agentCode }) => agentCode);
  const assign = [...new Set(proposed)].flatMap((code): Wanted[] => {
    const input = isAvailable(view, code) ? researchInput(code, view) : undefined;
    return input ? [{ ref: code, agentCode: code, commandedBy: 'LORD-002', input }] : [];
  });
  if (assign.length === 0) return { fails: 'Nobody who could research it is available' };
  const sent = new Set<string>(assign.map(({ agentCode }) => agentCode));
  const unsent = proposed.filter((code) => !sent.has(code));
  return {
    to: 'research',
    assign,
    deeds: [
      {
        do: 'decide',
        lord: 'LORD-001',
        kind: 'routing',
        decision: `research by ${[...sent].join(', ')}`,
        reasoning: plan.reasoning,
        ...(unsent.length > 0 && {
          dissent: `Proposed and not sent, for want of something to go by: ${unsent.join(', ')}`,
        }),
        detail: { missing: plan.missing },
      },
    ],
  };
}

/** Whoever has an answer is heard; it takes one at the least. */
export function afterResearch(view: View): Sequel {
  const { campaign, state, results } = view;
  const reports = state.refs.flatMap((ref) => {
    const { agentCode, output, cited } = results.get(ref) ?? {};
    if (!agentCode || !output) return [];
    const evidence = (cited ?? []).map(({ id, url, title }) => ({ id, ...(url && { url }), ...(title && { title }) }));
    return [{ agentCode, output, evidence }];
  });
  if (reports.length === 0) return { fails: because(view, state.refs[0] ?? '', 'No research has come to anything') };
  const input = {
    goal: goalOf(campaign),
    objective: campaign.objectiveType,
    channels: channelsOf(view),
    reports,
  };
  return { to: 'synthesis', assign: [{ ref: 'RES-020', agentCode: 'RES-020', commandedBy: 'LORD-002', input }] };
}

export function afterSynthesis(view: View): Sequel {
  const synthesis = outputOf(view, 'RES-020', synthesisOutput);
  if (!synthesis) return { fails: because(view, 'RES-020', 'The reports could not be joined') };
  if (synthesis.findings.length === 0) return { fails: 'Research has found nothing that a plan could rest on' };
  const input = {
    goal: goalOf(view.campaign),
    briefType: 'campaign',
    findings: synthesis.findings.slice(0, MOST_FINDINGS),
  };
  return { to: 'brief', assign: [{ ref: 'LORD-002', agentCode: 'LORD-002', commandedBy: 'LORD-002', input }] };
}

export function afterBrief(view: View): Sequel {
  const brief = outputOf(view, 'LORD-002', briefOutput);
  if (!brief?.brief) return { fails: because(view, 'LORD-002', 'There is no brief') };
  return {
    to: 'strategy',
    assign: [{ ref: 'LORD-003', agentCode: 'LORD-003', commandedBy: 'LORD-003', input: strategyInput(view, brief) }],
    deeds: [{ do: 'keep-brief', brief }],
  };
}

export function afterStrategy(view: View): Sequel {
  const strategy = outputOf(view, 'LORD-003', strategyOutput);
  const brief = outputOf(view, 'LORD-002', briefOutput);
  if (!strategy || !brief) return { fails: because(view, 'LORD-003', 'There is no strategy') };
  const moves = Object.fromEntries(strategy.moves.map(({ ref }) => [ref, idOf(view.campaign.id, `move/${ref}`)]));
  return {
    to: 'direction',
    state: { moves },
    assign: [
      {
        ref: 'LORD-004',
        agentCode: 'LORD-004',
        commandedBy: 'LORD-004',
        input: directionInput(view, brief, strategy),
      },
    ],
    deeds: [
      { do: 'keep-strategy', strategy, moveIds: moves },
      {
        do: 'decide',
        lord: 'LORD-003',
        kind: 'approval',
        decision: strategy.simulation.recommendedStrategy.slice(0, 200),
        reasoning: strategy.reasoning,
        detail: { allocation: strategy.simulation.allocation },
        evidenceIds: [
          ...new Set([...strategy.learntFrom, ...strategy.moves].flatMap(({ evidenceIds }) => evidenceIds)),
        ],
      },
    ],
  };
}

export function afterDirection(view: View): Sequel {
  const direction = outputOf(view, 'LORD-004', directionOutput);
  if (!direction) return { fails: because(view, 'LORD-004', 'Nobody has said what is to be made') };
  const wanted = direction.assets.filter(({ author }) => isAvailable(view, author) && homeOf(author) === 'muse');
  if (wanted.length === 0) return { fails: 'Nobody who could make anything for it is available' };
  const state: SagaState = { ...view.state, assets: startedAssets(view, wanted), round: 1 };
  return {
    to: 'drafting',
    state: { assets: state.assets, round: 1 },
    assign: draftsWanted({ ...view, state }),
    deeds: [
      {
        do: 'decide',
        lord: 'LORD-004',
        kind: 'approval',
        decision: `${wanted.length} assets in ${new Set(wanted.map(({ channel }) => channel)).size} channels`,
        reasoning: direction.reasoning,
      },
    ],
  };
}
