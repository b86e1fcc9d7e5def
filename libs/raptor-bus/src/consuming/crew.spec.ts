import { setImmediate as turn } from 'node:timers/promises';
import { Crew } from './crew';

describe('a crew', () => {
  it('lets one begin alone once nothing else runs, and the others when that has ended', async () => {
    const crew = new Crew();
    const told: string[] = [];
    crew.onOpen(() => told.push('open'));
    crew.begin();
    crew.begin();
    const alone = crew.runAlone(async () => {
      crew.begin();
      told.push('alone begins');
      return Promise.resolve();
    });
    await turn();
    expect(crew.isOpen).toBe(false);
    crew.end();
    await turn();
    expect(told).toEqual([]);
    crew.end();
    await turn();
    expect(told).toEqual(['alone begins']);
    expect(crew.isOpen).toBe(false);
    crew.end();
    await alone;
    expect(told).toEqual(['alone begins', 'open']);
    expect(crew.isOpen).toBe(true);
  });

  it('lets several be alone one after the other', async () => {
    const crew = new Crew();
    const running: number[] = [];
    let most = 0;
    const task = (number: number) => async () => {
      crew.begin();
      running.push(number);
      most = Math.max(most, running.length);
      void turn().then(() => {
        running.pop();
        crew.end();
      });
      return Promise.resolve();
    };
    await Promise.all([1, 2, 3].map((number) => crew.runAlone(task(number))));
    expect(most).toBe(1);
    expect(crew.isOpen).toBe(true);
  });

  it('opens again when the one could not begin, and says why', async () => {
    const crew = new Crew();
    await expect(crew.runAlone(() => Promise.reject(new Error('Redis is away')))).rejects.toThrow('Redis is away');
    expect(crew.isOpen).toBe(true);
    await crew.runAlone(() => Promise.resolve());
  });

  it('keeps the others waiting until what ran alone is settled', async () => {
    const crew = new Crew();
    const told: string[] = [];
    const first = crew.runAlone(
      () => Promise.resolve(void told.push('first')),
      async () => {
        await Promise.resolve();
        told.push('settled');
      },
    );
    const second = crew.runAlone(() => Promise.resolve(void told.push('second')));
    await Promise.all([first, second]);
    expect(told).toEqual(['first', 'settled', 'second']);
  });
});
