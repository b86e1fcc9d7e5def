/** The channels somebody met, in order, and what came of it. */
export interface Journey {
  readonly touches: readonly string[];
  readonly converted: boolean;
  /** How many people went this way. */
  readonly times: number;
}

export const ATTRIBUTION_MODELS = ['last_touch', 'first_touch', 'linear', 'position_based', 'markov'] as const;
export type AttributionModel = (typeof ATTRIBUTION_MODELS)[number];

/** Conversions by channel; they add up to those there were. */
export type Attribution = ReadonlyMap<string, number>;

/** Share of the first and of the last touch in the position-based model ("U-shaped", 40-20-40). */
const END_SHARE = 0.4;

type Weigh = (touches: readonly string[]) => readonly number[];

const WEIGHTS: Readonly<Record<Exclude<AttributionModel, 'markov'>, Weigh>> = {
  last_touch: (touches) => touches.map((_touch, index) => (index === touches.length - 1 ? 1 : 0)),
  first_touch: (touches) => touches.map((_touch, index) => (index === 0 ? 1 : 0)),
  linear: (touches) => touches.map(() => 1 / touches.length),
  position_based: (touches) => {
    if (touches.length <= 2) return touches.map(() => 1 / touches.length);
    const between = (1 - 2 * END_SHARE) / (touches.length - 2);
    return touches.map((_touch, index) => (index === 0 || index === touches.length - 1 ? END_SHARE : between));
  },
};

/** Whom the conversions are owed to. Journeys without a touch count for nobody. */
export function attribute(journeys: readonly Journey[], model: AttributionModel): Attribution {
  const real = journeys.filter(({ touches, times }) => touches.length > 0 && times > 0);
  return model === 'markov' ? byRemoval(real) : byWeight(real, WEIGHTS[model]);
}

function byWeight(journeys: readonly Journey[], weigh: Weigh): Attribution {
  const owed = new Map<string, number>();
  for (const { touches, converted, times } of journeys) {
    const weights = weigh(touches);
    for (const [index, channel] of touches.entries())
      owed.set(channel, (owed.get(channel) ?? 0) + (converted ? (weights[index] ?? 0) * times : 0));
  }
  return owed;
}

/**
 * What a channel is worth is what is lost without it: a first-order Markov chain over the journeys, each channel in turn led to
 * nowhere, its removal effects scaled to the conversions there were. Source: E. Anderl, I. Becker, F. von Wangenheim, J. H.
 * Schumann, Mapping the customer journey, International Journal of Research in Marketing 33 (2016) 457-474.
 */
function byRemoval(journeys: readonly Journey[]): Attribution {
  const channels = [...new Set(journeys.flatMap(({ touches }) => touches))].toSorted();
  const conversions = journeys.reduce((sum, { converted, times }) => sum + (converted ? times : 0), 0);
  const chain = transitions(journeys);
  const all = chanceOfConversion(chain, channels);
  const effects = channels.map((removed) => (all === 0 ? 0 : 1 - chanceOfConversion(chain, channels, removed) / all));
  const sum = effects.reduce((total, effect) => total + effect, 0);
  return new Map(
    channels.map((channel, index) => [channel, sum === 0 ? 0 : ((effects[index] ?? 0) / sum) * conversions]),
  );
}

const START = Symbol('start');
const CONVERSION = Symbol('conversion');
const NOWHERE = Symbol('nowhere');
type State = string | typeof START | typeof CONVERSION | typeof NOWHERE;
type Chain = ReadonlyMap<State, ReadonlyMap<State, number>>;

/** Chances of the next state, by state. */
function transitions(journeys: readonly Journey[]): Chain {
  const counts = new Map<State, Map<State, number>>();
  for (const { touches, converted, times } of journeys) {
    const path: State[] = [START, ...touches, converted ? CONVERSION : NOWHERE];
    for (const [index, state] of path.slice(0, -1).entries()) {
      const next = counts.get(state) ?? new Map<State, number>();
      const to = path[index + 1] ?? NOWHERE;
      next.set(to, (next.get(to) ?? 0) + times);
      counts.set(state, next);
    }
  }
  return new Map(
    [...counts].map(([state, next]) => {
      const total = [...next.values()].reduce((sum, count) => sum + count, 0);
      return [state, new Map([...next].map(([to, count]) => [to, count / total]))];
    }),
  );
}

/** Sweeps until nothing moves by more than this, or so often. */
const PRECISION = 1e-12;
const SWEEPS = 10_000;

/** Gauss-Seidel over the absorbing chain: every journey ends, so it converges. */
function chanceOfConversion(chain: Chain, channels: readonly string[], removed?: string): number {
  const chance = new Map<State, number>([[CONVERSION, 1]]);
  const states: State[] = [...channels, START];
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moved = 0;
    for (const state of states) {
      if (state === removed) continue;
      let value = 0;
      for (const [next, probability] of chain.get(state) ?? []) value += probability * (chance.get(next) ?? 0);
      moved = Math.max(moved, Math.abs(value - (chance.get(state) ?? 0)));
      chance.set(state, value);
    }
    if (moved < PRECISION) break;
  }
  return chance.get(START) ?? 0;
}
