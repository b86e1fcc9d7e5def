import { eventually } from './eventually';

describe('eventually', () => {
  it('answers what the look returned once it stopped throwing', async () => {
    let looks = 0;
    const answer = await eventually(
      () => {
        if (++looks < 3) throw new Error('not yet');
        return looks;
      },
      { everyMs: 1 },
    );
    expect(answer).toBe(3);
  });

  it('looks once more than never, even without time', async () => {
    await expect(eventually(() => 'there', { withinMs: 0 })).resolves.toBe('there');
  });

  it('tells the last failure when the time is up', async () => {
    let looks = 0;
    const failing = eventually(() => expect(++looks).toBe(-1), { withinMs: 40, everyMs: 5 });
    await expect(failing).rejects.toThrow(/^Not within 40 ms\. The last failure: [^]*Expected[^]*-1/);
    expect(looks).toBeGreaterThan(1);
  });

  it('does not wait for a look that never ends', async () => {
    await expect(eventually(() => new Promise(() => undefined), { withinMs: 30 })).rejects.toThrow(
      'the first look did not end',
    );
  });

  it('carries the failure as its cause', async () => {
    const reason = new Error('reason');
    await expect(eventually(() => Promise.reject(reason), { withinMs: 5, everyMs: 1 })).rejects.toMatchObject({
      cause: reason,
    });
  });
});
