import type { AgentCode, Risk, SettledState } from '@raptor/contracts';
import type { Counter } from '../../game/achievements';
import type { BriefOutput, StrategyOutput } from './outputs';
import type { SagaState, Step } from './saga-state';
import type { Wanted } from './view';

/** Something to be written down or asked for with the new state, in the same transaction. */
export type Deed =
  | {
      readonly do: 'decide';
      readonly lord: `LORD-${string}`;
      readonly kind: 'routing' | 'approval' | 'override' | 'conflict' | 'budget' | 'stop';
      readonly decision: string;
      readonly reasoning: string;
      readonly dissent?: string;
      readonly evidenceIds?: readonly string[];
      readonly subject?: { readonly type: string; readonly id: string };
      readonly detail?: Readonly<Record<string, unknown>>;
    }
  /** Of what was answered in this step: only what is accepted may be cited or published. */
  | { readonly do: 'review'; readonly refs: readonly string[] }
  | { readonly do: 'keep-brief'; readonly brief: BriefOutput }
  | {
      readonly do: 'keep-strategy';
      readonly strategy: StrategyOutput;
      readonly moveIds: Readonly<Record<string, string>>;
    }
  | {
      readonly do: 'ask-approval';
      readonly assetId: string;
      readonly title: string;
      readonly contentHash: string;
      readonly risk: Risk;
      readonly by: 'policy' | 'operator' | 'admin';
    }
  | { readonly do: 'settle'; readonly assets: readonly { assetId: string; version: number; state: SettledState }[] }
  /** What became of the work of an agent: its score of trust moves. */
  | { readonly do: 'trust'; readonly agentCode: AgentCode; readonly decision: 'approved' | 'rejected' }
  /** What has come of the campaign for the person whose it is. */
  | { readonly do: 'credit'; readonly merits: readonly { counter: Counter; times: number; xp: number }[] }
  | {
      readonly do: 'notify';
      readonly type: string;
      readonly title: string;
      readonly body: string;
      readonly priority?: 'normal' | 'high';
    };

/** What the saga does next. */
export type Decision =
  | {
      readonly next: 'go';
      readonly state: SagaState;
      readonly assign: readonly Wanted[];
      readonly deeds: readonly Deed[];
    }
  /** Assigns once more what these were assigned, as their next attempt. */
  | { readonly next: 'again'; readonly state: SagaState; readonly refs: readonly string[] }
  /** Nothing before something happens; `reason` says what, where people should know. */
  | { readonly next: 'wait'; readonly state?: SagaState; readonly reason: string | null }
  | { readonly next: 'fail'; readonly reason: string; readonly deeds: readonly Deed[] };

/** What a step that is over leads to. */
export type Sequel =
  | {
      readonly to: Step;
      readonly assign: readonly Wanted[];
      readonly deeds?: readonly Deed[];
      readonly state?: Partial<SagaState>;
    }
  | { readonly fails: string; readonly deeds?: readonly Deed[] }
  | { readonly waits: string | null };
