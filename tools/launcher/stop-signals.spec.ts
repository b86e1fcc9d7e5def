import { EventEmitter } from 'node:events';
import { untilToldToStop } from './stop-signals';

function aListener() {
  const source = new EventEmitter();
  let now = 0;
  const heard: string[] = [];
  const signals = untilToldToStop(source, () => now);
  void signals.graceful.then((signal) => heard.push(`graceful ${signal}`));
  void signals.hard.then((signal) => heard.push(`hard ${signal}`));
  const press = async (signal: NodeJS.Signals, at: number): Promise<string[]> => {
    now = at;
    source.emit(signal, signal);
    await new Promise(setImmediate);
    return heard;
  };
  return { press };
}

describe('stopping by signal', () => {
  it('asks at the first and insists at the second', async () => {
    const { press } = aListener();
    expect(await press('SIGINT', 1_000)).toEqual(['graceful SIGINT']);
    expect(await press('SIGINT', 3_000)).toEqual(['graceful SIGINT', 'hard SIGINT']);
  });

  it('takes the copy that npm passes on as the same key press', async () => {
    const { press } = aListener();
    await press('SIGINT', 1_000);
    expect(await press('SIGINT', 1_020)).toEqual(['graceful SIGINT']);
  });

  it('never insists because a terminal was closed', async () => {
    const { press } = aListener();
    await press('SIGTERM', 1_000);
    expect(await press('SIGHUP', 5_000)).toEqual(['graceful SIGTERM']);
  });
});
