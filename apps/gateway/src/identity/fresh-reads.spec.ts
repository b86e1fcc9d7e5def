import { FreshReads } from './fresh-reads';

/** A clock and something to be read, both moved by hand. */
function aDesk(freshMs = 3_000) {
  let now = 0;
  let truth = 'active';
  const waiting: (() => void)[] = [];
  const reads = new FreshReads<string>({ freshMs, most: 3, now: () => now });
  const counted = { reads: 0 };
  return {
    counted,
    reads,
    pass: (ms: number) => (now += ms),
    change: (value: string) => (truth = value),
    get: (key = 'ada') => reads.get(key, () => ((counted.reads += 1), Promise.resolve(truth))),
    /** Reads the truth now, and answers when told to. */
    getSlowly: (key = 'ada') => {
      const read = truth;
      return reads.get(key, () => {
        counted.reads += 1;
        return new Promise<string>((resolve) => waiting.push(() => resolve(read)));
      });
    },
    answer: () => waiting.splice(0).forEach((resolve) => resolve()),
  };
}

describe('what is read for a moment', () => {
  it('is read once, however many ask at the same time', async () => {
    const desk = aDesk();
    const asked = Array.from({ length: 100 }, () => desk.getSlowly());
    desk.answer();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['active']));
    expect(desk.counted.reads).toBe(1);
  });

  it('is never older than its time', async () => {
    const desk = aDesk();
    await desk.get();
    desk.change('suspended');
    desk.pass(1_500);
    expect(await desk.get()).toBe('active');
    desk.pass(1_500);
    expect(await desk.get()).toBe('suspended');
  });

  it('is as old as its reading began, not as it ended', async () => {
    const desk = aDesk();
    const slow = desk.getSlowly();
    desk.change('suspended');
    desk.pass(2_999);
    desk.answer();
    expect(await slow).toBe('active');
    desk.pass(1);
    expect(await desk.get()).toBe('suspended');
  });

  it('is not waited for together with a reading that began too long ago', async () => {
    const desk = aDesk();
    const slow = desk.getSlowly();
    desk.change('suspended');
    desk.pass(3_000);
    expect(await desk.get()).toBe('suspended');
    desk.answer();
    await slow;
    expect(await desk.get()).toBe('suspended');
  });

  it('is read anew before its time is over, while the old answer is still given', async () => {
    const desk = aDesk();
    await desk.get();
    desk.change('suspended');
    desk.pass(2_500);
    expect(await desk.get()).toBe('active');
    await Promise.resolve();
    expect(await desk.get()).toBe('suspended');
    expect(desk.counted.reads).toBe(2);
  });

  it('is read again after it failed, and after it was forgotten', async () => {
    const desk = aDesk();
    const failing = desk.reads.get('ada', () => Promise.reject(new Error('away')));
    await expect(failing).rejects.toThrow('away');
    expect(await desk.get()).toBe('active');
    desk.change('suspended');
    desk.reads.forget('ada');
    expect(await desk.get()).toBe('suspended');
  });

  it('makes room for others', async () => {
    const desk = aDesk();
    for (const key of ['ada', 'bob', 'eve', 'ada', 'mallory']) await desk.get(key);
    expect(desk.counted.reads).toBe(4);
    await desk.get('ada');
    expect(desk.counted.reads).toBe(4);
    await desk.get('bob');
    expect(desk.counted.reads).toBe(5);
  });
});
