import { Slots } from './slots';

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

describe('slots', () => {
  it('let in as many as there are, the others in the order they came', async () => {
    const slots = new Slots(2);
    const turns = [1, 2, 3, 4].map(() => slots.acquire());
    expect(await Promise.all(turns.map(settled))).toEqual([true, true, false, false]);
    expect(slots.inUse).toBe(4);
    expect(slots.free).toBe(-2);
    slots.give();
    expect(await Promise.all(turns.map(settled))).toEqual([true, true, true, false]);
    slots.give();
    expect(await Promise.all(turns.map(settled))).toEqual([true, true, true, true]);
  });

  it('tell when one is free, and when none is taken', async () => {
    const slots = new Slots(1);
    expect(await settled(slots.untilFree())).toBe(true);
    await slots.acquire();
    const waiting = slots.acquire();
    const free = slots.untilFree();
    const idle = slots.untilIdle();
    slots.give();
    await waiting;
    expect(await settled(free)).toBe(false);
    expect(await settled(idle)).toBe(false);
    slots.give();
    expect(await settled(free)).toBe(true);
    expect(await settled(idle)).toBe(true);
  });
});
