import type { Sample } from '@raptor/agent-kit';
import type { gateAnswer, gateTask } from './lord-006.schema';

const ASSET = {
  ...{ assetId: '0190f1c2-0000-7000-8000-00000000000a', version: 1, contentHash: 'a'.repeat(64), isRunAccepted: true },
  ...{ channel: 'linkedin', required: ['GRD-006'] },
};
const passed = { agentCode: 'GRD-006', verdict: 'passed', findings: [] };
const workspacePolicy = { autoApproveLow: false };

export const arbiterSamples: readonly Sample<typeof gateTask, typeof gateAnswer>[] = [
  {
    name: 'a post that all have passed',
    input: { assets: [{ ...ASSET, verdicts: [passed] }], workspacePolicy },
    expect: ({ decisions }) => decisions[0]?.gate === 'open' && decisions[0].risk === 'low',
  },
  {
    name: 'a post that nobody has looked at',
    input: { assets: [{ ...ASSET, verdicts: [] }], workspacePolicy },
    expect: ({ decisions }) => decisions[0]?.gate === 'closed',
  },
  {
    name: 'a claim about health',
    input: {
      assets: [{ ...ASSET, verdicts: [passed], claims: [{ claim: 'heals', state: 'supported', kind: 'health' }] }],
      workspacePolicy,
    },
    expect: ({ decisions }) => decisions[0]?.approvalBy === 'admin',
  },
];
