import {
  CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  isIsolatedCircuitError,
} from 'cockatiel';
import { ModelFailure, type ModelFailureCode } from './model-failure';

/** What says something about the health of a model; being asked to slow down, or a wrong request, does not. */
const UNHEALTHY: ReadonlySet<ModelFailureCode> = new Set(['MODEL_OVERLOADED', 'MODEL_UNAVAILABLE', 'MODEL_TIMEOUT']);

export interface BreakerSettings {
  /** How long a breaker stays open before one call may try. */
  readonly openMs: number;
  /** How long a model that billed more than it could is left alone. */
  readonly overrunMs: number;
}

/** One breaker per model: open when more than half of its last 20 calls failed. */
export class ModelBreakers {
  private readonly policies = new Map<string, CircuitBreakerPolicy>();
  private readonly openedAt = new Map<string, number>();

  constructor(
    private readonly settings: BreakerSettings,
    private readonly onChange: (model: string, isOpen: boolean) => void = () => undefined,
  ) {}

  /** False once one call may try: a breaker only finds that out when it is called. */
  isOpen(model: string): boolean {
    const { state } = this.of(model);
    if (state !== CircuitState.Open) return state === CircuitState.Isolated;
    return Date.now() - (this.openedAt.get(model) ?? 0) < this.settings.openMs;
  }

  /** @throws ModelFailure MODEL_OVERLOADED, free, while the breaker is open. */
  async run<T>(model: string, call: () => Promise<T>): Promise<T> {
    try {
      return await this.of(model).execute(call);
    } catch (error) {
      if (!(error instanceof Error) || !(isBrokenCircuitError(error) || isIsolatedCircuitError(error))) throw error;
      throw breakerOpen(model);
    }
  }

  /** Opens the breaker of a model whose bills are not to be trusted. */
  distrust(model: string): void {
    const held = this.of(model).isolate();
    setTimeout(() => held.dispose(), this.settings.overrunMs).unref();
  }

  private of(model: string): CircuitBreakerPolicy {
    const known = this.policies.get(model);
    if (known) return known;
    const policy = circuitBreaker(
      handleWhen((error) => error instanceof ModelFailure && UNHEALTHY.has(error.code)),
      { halfOpenAfter: this.settings.openMs, breaker: new CountBreaker({ threshold: 0.5, size: 20 }) },
    );
    policy.onStateChange((state) => {
      const isOpen = state === CircuitState.Open || state === CircuitState.Isolated;
      if (isOpen) this.openedAt.set(model, Date.now());
      this.onChange(model, isOpen);
    });
    this.policies.set(model, policy);
    return policy;
  }
}

export const breakerOpen = (model: string): ModelFailure =>
  new ModelFailure('MODEL_OVERLOADED', `${model} failed too often and is left alone for a while`, {
    billed: 'nothing',
  });
