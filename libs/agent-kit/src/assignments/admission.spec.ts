import { Admission } from './admission';

describe('admission', () => {
  const held = (): { work: () => Promise<string>; end: () => void } => {
    let end: () => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = () => resolve('done')));
    return { work: () => ended, end };
  };

  it('lets so many in and tells the rest at once', async () => {
    const admission = new Admission({ atOnce: 2, ofOneWorkspace: 2 });
    const [one, two] = [held(), held()];
    const inside = [admission.within('a', one.work), admission.within('b', two.work)];
    await expect(admission.within('c', two.work)).rejects.toMatchObject({ code: 'AGENT_BUSY', retryAfterSeconds: 2 });
    one.end();
    await inside[0];
    two.end();
    await expect(admission.within('c', two.work)).resolves.toBe('done');
  });

  it('keeps room for others beside one workspace', async () => {
    const admission = new Admission({ atOnce: 3, ofOneWorkspace: 1 });
    const one = held();
    const inside = admission.within('a', one.work);
    await expect(admission.within('a', one.work)).rejects.toMatchObject({ code: 'AGENT_BUSY' });
    one.end();
    await expect(admission.within('b', one.work)).resolves.toBe('done');
    await inside;
    await expect(admission.within('a', one.work)).resolves.toBe('done');
  });

  it('gives the place back when the work fails', async () => {
    const admission = new Admission({ atOnce: 1, ofOneWorkspace: 1 });
    await expect(admission.within('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(admission.within('a', () => Promise.resolve(1))).resolves.toBe(1);
  });
});
