import { authorInput, critiqueInput } from './creation-inputs';
import { channelGuardian, checkInput } from './check-inputs';
import { contentHashOf } from '@raptor/contracts';
import type { Sequel } from './decision';
import { PANEL, VISUAL_DESIGNER, workOn } from './crew';
import { critiqueOutput, designOutput, draftOutput, verdictOutput, type DirectedAsset } from './outputs';
import { draftRef, idOf, reviewRef, type SagaAsset, type SagaVersion } from './saga-state';
import { reviewWanted } from './review-steps';
import { isAvailable, outputOf, type View, type Wanted } from './view';

const MOST_ROUNDS = 3;
const GOOD_FROM = 8;
/** A round that gains less is the last. */
const LEAST_GAIN = 0.2;
/** What a text scores at most that a guardian would reject. */
const REJECTED_SCORE = 4;

export const startedAssets = (view: View, wanted: readonly DirectedAsset[]): SagaAsset[] =>
  wanted.map((asset) => ({
    ...asset,
    channel: asset.channel as SagaAsset['channel'],
    assetId: idOf(view.campaign.id, `asset/${asset.ref}`),
    versions: [],
    best: null,
    progress: 'writing',
  }));

/** A draft of each asset that is still being written: the first, or one by the notes of the panel. */
export function draftsWanted(view: View): Wanted[] {
  return view.state.assets
    .filter(({ progress }) => progress === 'writing')
    .map((asset) => {
      const version = asset.versions.length + 1;
      return {
        ref: draftRef(asset.ref, version),
        agentCode: asset.author,
        commandedBy: 'LORD-004',
        input: authorInput(asset, view, notesFor(view, asset)),
        asset: workOn(view, asset, version, asset.author === VISUAL_DESIGNER ? 'visual' : 'draft'),
      };
    });
}

/** What has been written is scored; what nobody wrote is given up, or stays with the version before. */
export function afterDrafting(view: View): Sequel {
  const assets = view.state.assets.map((asset) => (asset.progress === 'writing' ? withDraft(view, asset) : asset));
  if (assets.every(({ progress }) => progress === 'dropped'))
    return { fails: 'None of its authors has written anything' };
  const next = { ...view, state: { ...view.state, assets } };
  const assign = assets
    .filter(({ progress }) => progress === 'writing')
    .flatMap((asset) => critiquesWanted(next, asset));
  return { to: 'critique', state: { assets }, assign };
}

/** The panel's scores decide whether a text is good enough, or is written once more. */
export function afterCritique(view: View): Sequel {
  const assets = view.state.assets.map((asset) => (asset.progress === 'writing' ? judged(view, asset) : asset));
  const next = { ...view, state: { ...view.state, assets, round: view.state.round + 1 } };
  const drafts = draftsWanted(next);
  if (drafts.length > 0) return { to: 'drafting', state: { assets, round: next.state.round }, assign: drafts };
  return { to: 'review', state: { assets }, assign: reviewWanted(next) };
}

function withDraft(view: View, asset: SagaAsset): SagaAsset {
  const number = asset.versions.length + 1;
  const ref = draftRef(asset.ref, number);
  const drawn = asset.author === VISUAL_DESIGNER;
  const written = drawn ? outputOf(view, ref, designOutput)?.designs : outputOf(view, ref, draftOutput)?.copy;
  if (!written) return { ...asset, progress: asset.versions.length > 0 ? 'done' : 'dropped' };
  const version: SagaVersion = { number, score: null, contentHash: contentHashOf(written) };
  const isSame = asset.versions.some(({ contentHash }) => contentHash === version.contentHash);
  const versions = [...asset.versions, version];
  if (drawn) return { ...asset, versions, best: number, progress: 'done' };
  return { ...asset, versions, best: asset.best ?? number, progress: isSame ? 'done' : 'writing' };
}

function critiquesWanted(view: View, asset: SagaAsset): Wanted[] {
  const number = asset.versions.length;
  const guardian = channelGuardian(asset);
  const critics = PANEL.filter((code) => isAvailable(view, code)).map((code): Wanted => ({
    ref: reviewRef(asset.ref, number, code),
    agentCode: code,
    commandedBy: 'LORD-004',
    input: critiqueInput(asset, view, number),
    asset: workOn(view, asset, number, 'critique'),
  }));
  const input = guardian && isAvailable(view, guardian) ? checkInput(guardian, asset, view, number) : undefined;
  if (!guardian || !input) return critics;
  const ref = reviewRef(asset.ref, number, guardian);
  return [
    ...critics,
    { ref, agentCode: guardian, commandedBy: 'LORD-006', input, asset: workOn(view, asset, number, 'check') },
  ];
}

/** The best version wins, and not the last. */
function judged(view: View, asset: SagaAsset): SagaAsset {
  const number = asset.versions.length;
  const score = scoreOf(view, asset, number);
  const versions = asset.versions.map((version) => (version.number === number ? { ...version, score } : version));
  const before = Math.max(0, ...asset.versions.slice(0, -1).map((version) => version.score ?? 0));
  const best = versions.reduce((one, other) => ((other.score ?? 0) > (one.score ?? 0) ? other : one)).number;
  const gained = (score ?? 0) - before;
  const isLast = score === null || score >= GOOD_FROM || number >= MOST_ROUNDS || (number > 1 && gained < LEAST_GAIN);
  return { ...asset, versions, best, progress: isLast ? 'done' : 'writing' };
}

/** Mean of the panel; null where nobody has scored it. */
function scoreOf(view: View, asset: SagaAsset, number: number): number | null {
  const scores = PANEL.flatMap(
    (code) => outputOf(view, reviewRef(asset.ref, number, code), critiqueOutput)?.score ?? [],
  );
  if (scores.length === 0) return null;
  const mean = Number((scores.reduce((sum, score) => sum + score, 0) / scores.length).toFixed(2));
  return isRejected(view, asset, number) ? Math.min(mean, REJECTED_SCORE) : mean;
}

const verdictOn = (view: View, asset: SagaAsset, number: number) => {
  const guardian = channelGuardian(asset);
  return guardian ? outputOf(view, reviewRef(asset.ref, number, guardian), verdictOutput) : null;
};

const isRejected = (view: View, asset: SagaAsset, number: number): boolean =>
  verdictOn(view, asset, number)?.verdict === 'rejected';

/** What the panel and the guardian of the channel said of the last version. */
function notesFor(view: View, asset: SagaAsset): string[] {
  const number = asset.versions.length;
  if (number === 0) return [];
  const findings = verdictOn(view, asset, number)?.findings ?? [];
  return [
    ...findings.map((finding) => String(finding['fix'] ?? finding['message'] ?? finding.ruleId)),
    ...PANEL.flatMap((code) => outputOf(view, reviewRef(asset.ref, number, code), critiqueOutput)?.notes ?? []),
  ];
}
