import { MOVE_STATES, type MoveState } from '@raptor/contracts';
import { whyNotAtAnotherTime, whyNotInto } from './move-rules';

const aMove = (state: MoveState, left: 'not' | 'maybe' | 'yes' = 'not') => ({
  state,
  effectKey: left === 'not' ? null : 'hash/email/1',
  receipt: left === 'yes' ? { id: '1' } : null,
});

describe('a move', () => {
  it('is gone round with until it ends, and then no more', () => {
    for (const state of MOVE_STATES)
      for (const next of MOVE_STATES) {
        const hasEnded = state === 'complete' || state === 'killed';
        expect([state, next, whyNotInto(aMove(state), next) === undefined]).toEqual([
          state,
          next,
          !hasEnded || state === next,
        ]);
      }
  });

  it('whose effect has begun to leave is not called back', () => {
    expect(whyNotInto(aMove('act', 'maybe'), 'killed')).toMatch('may have left');
    expect(whyNotInto(aMove('act', 'yes'), 'killed')).toMatch('has left');
    expect(whyNotInto(aMove('act', 'maybe'), 'planned')).toMatch('begun to leave');
    expect(whyNotInto(aMove('act', 'yes'), 'complete')).toBeUndefined();
  });

  it('is put off only while nothing has left', () => {
    expect(whyNotAtAnotherTime(aMove('planned'))).toBeUndefined();
    expect(whyNotAtAnotherTime(aMove('act', 'maybe'))).toMatch('begun to leave');
    expect(whyNotAtAnotherTime(aMove('killed'))).toMatch('killed');
  });
});
