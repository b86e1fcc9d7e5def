import type { AgentCode, CampaignChannel, CampaignStage, CopyField } from '@raptor/contracts';
import { v5 as uuidv5 } from 'uuid';
import type { DirectedAsset } from './outputs';

/** What the saga is at, in its order; drafting and critique take turns. */
export const STEPS = [
  'routing',
  'research',
  'synthesis',
  'brief',
  'strategy',
  'direction',
  'drafting',
  'critique',
  'review',
  'gate',
  'approval',
  'ready',
  'running',
  'completing',
  'measuring',
  'learning',
  'learnt',
] as const;
export type Step = (typeof STEPS)[number];

/** Which stage people see. */
export const STAGE_OF: Readonly<Record<Step, CampaignStage>> = {
  routing: 'routing',
  research: 'research',
  synthesis: 'research',
  brief: 'brief',
  strategy: 'strategy',
  direction: 'creation',
  drafting: 'creation',
  critique: 'creation',
  review: 'review',
  gate: 'review',
  approval: 'approval',
  ready: 'approval',
  running: 'execution',
  completing: 'learning',
  measuring: 'learning',
  learning: 'learning',
  learnt: 'learnt',
};

/** How the brand sounds and looks, as the muse guild's kit had it when work began. */
export interface Brand {
  readonly tone: readonly string[];
  readonly lexicon: {
    readonly required: readonly string[];
    readonly banned: readonly string[];
    readonly preferred: Readonly<Record<string, string>>;
  };
  readonly palette: readonly { readonly role: string; readonly hex: string }[];
  readonly typography: Readonly<Record<string, unknown>>;
  readonly trademarks: readonly string[];
  readonly capitals: readonly string[];
}

export interface AvailableAgent {
  readonly code: AgentCode;
  readonly tier: 'none' | 'flash' | 'balanced' | 'deep';
}

export interface SagaVersion {
  readonly number: number;
  /** Of the panel, 1 to 10; null while nobody has scored it. */
  readonly score: number | null;
  readonly contentHash: string;
}

/** An asset on its way. */
export interface SagaAsset extends DirectedAsset {
  readonly assetId: string;
  readonly channel: CampaignChannel;
  readonly versions: readonly SagaVersion[];
  /** Number of the best version; null before there is one. */
  readonly best: number | null;
  /** `done`: the best version stands; `dropped`: its author gave nothing. */
  readonly progress: 'writing' | 'done' | 'dropped';
}

/** What a campaign's saga knows. Plain data: it lies in the campaign's row. */
export interface SagaState {
  readonly format: 1;
  readonly step: Step;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly available: readonly AvailableAgent[];
  readonly brand: Brand;
  /** Refs of the assignments that this step waits for. */
  readonly refs: readonly string[];
  /** Refs of everything that was ever assigned. */
  readonly known: readonly string[];
  /** By ref, how often it has been assigned; 1 where it is not here. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Of drafting and critique, from 1. */
  readonly round: number;
  readonly assets: readonly SagaAsset[];
  /** By ref of the strategy, the id of the move. */
  readonly moves: Readonly<Record<string, string>>;
  /** Refs whose answers are to be asked for again once there is money. */
  readonly unpaid: readonly string[];
  /** By ref of the draft, what people wrote themselves. */
  readonly edits?: Readonly<Record<string, readonly CopyField[]>>;
  /** How often the gate was asked again, because something was changed. */
  readonly gates?: number;
  /** Content hashes of what people have decided of: it is neither asked about nor credited again. */
  readonly decided?: readonly string[];
}

/** The same for the same campaign and name: whoever assigns it again assigns the same. */
export const idOf = (campaignId: string, name: string): string => uuidv5(name, campaignId);

/** @param ref such as `asset-3/v2/MUSE-026`. */
export const assignmentIdOf = (campaignId: string, { attempts }: Pick<SagaState, 'attempts'>, ref: string): string =>
  idOf(campaignId, `assignment/${ref}/${attempts[ref] ?? 1}`);

/** What the gate is asked by; each time another, as what it is asked is. */
export const gateRef = ({ gates = 0 }: Pick<SagaState, 'gates'>): string =>
  gates === 0 ? 'LORD-006' : `LORD-006/${gates + 1}`;

export const draftRef = (asset: string, version: number): string => `${asset}/v${version}`;
export const reviewRef = (asset: string, version: number, by: AgentCode): string => `${draftRef(asset, version)}/${by}`;

export const stateOf = (snapshot: Readonly<Record<string, unknown>>): SagaState | null =>
  snapshot['format'] === 1 ? (snapshot as unknown as SagaState) : null;
