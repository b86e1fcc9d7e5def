import { setTimeout as after } from 'node:timers/promises';
import { drain, type DrainParticipant } from './drain';

/** A participant that notes what it is told, and whose steps take as long as one says. */
function participant(name: string, steps: Partial<Record<'stop' | 'idle' | 'abort', () => unknown>>) {
  const told: string[] = [];
  const step = (what: 'stop' | 'idle' | 'abort') => async (): Promise<void> => {
    told.push(`${what} begins`);
    await steps[what]?.();
    told.push(`${what} ends`);
  };
  const made: DrainParticipant = { name, stop: step('stop'), idle: step('idle'), abort: step('abort') };
  return { made, told };
}

const forever = (): Promise<never> => new Promise(() => undefined);

describe('a drain', () => {
  it('stops all intake before it waits, and aborts nobody who comes to an end', async () => {
    const order: string[] = [];
    const slowToStop = participant('slow', {
      stop: async () => {
        await after(50);
        order.push('slow has stopped');
      },
    });
    const quick = participant('quick', { idle: () => order.push('quick is asked for idleness') });
    const report = await drain([slowToStop.made, quick.made], 1_000);
    expect(order).toEqual(['slow has stopped', 'quick is asked for idleness']);
    expect(report).toMatchObject({ clean: true, aborted: [] });
    expect(quick.told).not.toContain('abort begins');
  });

  it('waits for what is in flight, no longer than it may, and aborts only those that are busy', async () => {
    const busy = participant('busy', { idle: forever });
    const done = participant('done', { idle: () => after(20) });
    const report = await drain([busy.made, done.made], 200);
    expect(report).toMatchObject({ clean: false, aborted: ['busy'] });
    expect(report.waitedMs).toBeGreaterThanOrEqual(195);
    expect(report.waitedMs).toBeLessThan(1_500);
    expect(busy.told).toContain('abort ends');
    expect(done.told).not.toContain('abort begins');
  });

  it('does not wait longer than one second for a step that hangs', async () => {
    const hanging = participant('hanging', { stop: forever, idle: forever, abort: forever });
    const report = await drain([hanging.made], 1_100);
    expect(report.aborted).toEqual(['hanging']);
    expect(report.waitedMs).toBeLessThan(2_400);
  });

  it('counts the time of stopping as part of the whole', async () => {
    const slow = participant('slow', { stop: () => after(800), idle: forever });
    const { waitedMs } = await drain([slow.made], 900);
    expect(waitedMs).toBeLessThan(1_500);
  });

  it('never rejects, whatever fails, at once or later', async () => {
    const fails = (): never => {
      throw new Error('no');
    };
    const rejects: DrainParticipant = {
      name: 'rejects',
      stop: () => Promise.reject(new Error('no')),
      idle: fails,
      abort: fails,
    };
    const throws: DrainParticipant = { name: 'throws', stop: fails };
    const fine = participant('fine', {});
    const report = await drain([rejects, throws, fine.made], 100);
    expect(report).toMatchObject({ clean: false, aborted: ['rejects'] });
    expect(fine.told).toEqual(['stop begins', 'stop ends', 'idle begins', 'idle ends']);
  });

  it('of nobody is clean', async () => {
    expect(await drain([{ name: 'nothing to do' }], 100)).toMatchObject({ clean: true, aborted: [] });
  });

  it('keeps the participants themselves: they may be classes', async () => {
    class Counter implements DrainParticipant {
      readonly name = 'counter';
      steps = 0;
      stop(): void {
        this.steps += 1;
      }
      async idle(): Promise<void> {
        this.steps += 1;
        return Promise.resolve();
      }
    }
    const counter = new Counter();
    await drain([counter], 100);
    expect(counter.steps).toBe(2);
  });
});
