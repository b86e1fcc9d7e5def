import { EndpointSlots } from './endpoint-slots';

const slots = (particular = {}) => new EndpointSlots({ most: 2, patienceMs: 20, stuckMs: 10_000, ...particular });

describe('the slots of an endpoint', () => {
  it('are so many, for each its own', async () => {
    const all = slots();
    const taken = await Promise.all([all.take('a'), all.take('a'), all.take('a'), all.take('b')]);
    expect(taken.map((giveBack) => giveBack !== undefined)).toEqual([true, true, false, true]);
  });

  it('go to who waits, in turn, and are free again in the end', async () => {
    const all = slots({ patienceMs: 5_000 });
    const [first, second] = await Promise.all([all.take('a'), all.take('a')]);
    const order: number[] = [];
    const waiting = [1, 2].map((number) => all.take('a').then((giveBack) => (order.push(number), giveBack)));
    first!();
    const third = await waiting[0];
    third!();
    const fourth = await waiting[1];
    expect(order).toEqual([1, 2]);
    second!();
    fourth!();
    expect(await all.take('a')).toBeDefined();
    expect(await all.take('a')).toBeDefined();
  });

  it('are not waited for where nobody has left for long', async () => {
    const all = slots({ stuckMs: -1, patienceMs: 60_000 });
    await Promise.all([all.take('a'), all.take('a')]);
    expect(await all.take('a')).toBeUndefined();
  });

  it('are not given to who has stopped waiting', async () => {
    const all = slots();
    const [first] = await Promise.all([all.take('a'), all.take('a')]);
    expect(await all.take('a')).toBeUndefined();
    first!();
    expect(await all.take('a')).toBeDefined();
    expect(await all.take('a')).toBeUndefined();
  });
});
