import { isDeepStrictEqual } from 'node:util';
import { defineAgent } from '@raptor/agent-kit';
import { gated } from '../craft/gate/gate';
import { arbiterSamples } from './lord-006.samples';
import { gateAnswer, gateTask } from './lord-006.schema';

/** Rules decide alone: nothing leaves on an opinion. */
export const theArbiter = defineAgent({
  code: 'LORD-006',
  name: 'Arbiter',
  guild: 'council',
  tier: 'none',
  purpose: 'Decides what may go before people, at what risk and for whose yes, and keeps the losing opinion.',
  input: gateTask,
  output: gateAnswer,
  floor: ({ assets, workspacePolicy }) => ({ decisions: assets.map((asset) => gated(asset, workspacePolicy)) }),
  check: ({ decisions }, { assets, workspacePolicy }) =>
    isDeepStrictEqual(
      decisions,
      assets.map((asset) => gated(asset, workspacePolicy)),
    )
      ? []
      : ['The decisions are not those of the rules.'],
  samples: arbiterSamples,
});
