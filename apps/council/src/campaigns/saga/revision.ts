import type { ReconsiderAsset } from '@raptor/contracts';
import { draftRef, type SagaState, type Step } from './saga-state';

type Revision = Pick<ReconsiderAsset, 'assetId' | 'version' | 'contentHash' | 'copy'>;

/** Before these nothing is there that could be changed; after them nothing of it leaves any more. */
const OPEN: readonly Step[] = ['review', 'gate', 'approval', 'ready', 'running'];

/**
 * What a saga knows after a person has changed an asset: that version counts, and guardians and gate look again.
 * @returns null where it changes nothing: the asset is not of this campaign, it knows of it, or it is over.
 */
export function revised(state: SagaState, { assetId, version, contentHash, copy }: Revision): SagaState | null {
  const asset = state.assets.find((each) => each.assetId === assetId);
  if (!asset || !OPEN.includes(state.step) || asset.versions.some(({ number }) => number === version)) return null;
  const written = copy.map(({ field, text, evidenceIds }) => ({ field, text, evidenceIds }));
  const versions = [...asset.versions, { number: version, score: null, contentHash }];
  const changed = { ...asset, versions, best: version, progress: 'done' as const };
  return {
    ...state,
    step: 'review',
    refs: state.step === 'review' ? state.refs : [],
    assets: state.assets.map((each) => (each === asset ? changed : each)),
    edits: { ...state.edits, [draftRef(asset.ref, version)]: written },
    gates: (state.gates ?? 0) + 1,
  };
}
