import type { MoveState } from '@raptor/contracts';
import type { MoveEntity } from './move.entity';

type Move = Pick<MoveEntity, 'state' | 'effectKey' | 'receipt'>;

const ENDED: readonly MoveState[] = ['complete', 'killed'];

/**
 * Why a move cannot get into a state; undefined when it can. Observing, orienting, deciding and acting are gone round as often as is needed; an end
 * is for good; and nothing that has begun to leave can be called back.
 */
export function whyNotInto({ state, effectKey, receipt }: Move, next: MoveState): string | undefined {
  if (state === next) return undefined;
  if (ENDED.includes(state)) return `It is ${state}, and that is for good`;
  if (effectKey !== null && next === 'killed')
    return receipt
      ? 'Its effect has left: it can be completed, not killed'
      : 'Its effect may have left: find out first';
  if (effectKey !== null && next === 'planned') return 'Its effect has begun to leave: it is not only planned any more';
  return undefined;
}

/** Why its time cannot change; undefined when it can. */
export function whyNotAtAnotherTime({ state, effectKey }: Move): string | undefined {
  if (ENDED.includes(state)) return `It is ${state}: scheduled_for does not change any more`;
  if (effectKey !== null) return 'Its effect has begun to leave: scheduled_for does not change any more';
  return undefined;
}
