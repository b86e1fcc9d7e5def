import { Deadlines } from './deadlines';

describe('deadlines', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('tell of all that is due at a time, not before, and once', () => {
    const over: string[] = [];
    const deadlines = new Deadlines<string>((name) => over.push(name));
    const now = Date.now();
    deadlines.add(now + 100, 'a');
    deadlines.add(now + 100, 'b');
    deadlines.add(now + 200, 'c');
    jest.advanceTimersByTime(99);
    expect(over).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(over).toEqual(['a', 'b']);
    jest.advanceTimersByTime(1_000);
    expect(over).toEqual(['a', 'b', 'c']);
  });

  it('forget what is removed, and leave no timer when that was all', () => {
    const over: string[] = [];
    const deadlines = new Deadlines<string>((name) => over.push(name));
    const at = Date.now() + 100;
    deadlines.add(at, 'a');
    deadlines.add(at, 'b');
    deadlines.remove(at, 'a');
    deadlines.remove(at, 'never added');
    expect(jest.getTimerCount()).toBe(1);
    deadlines.remove(at, 'b');
    expect(jest.getTimerCount()).toBe(0);
    deadlines.add(at, 'c');
    jest.runAllTimers();
    expect(over).toEqual(['c']);
  });

  it('of the past are due in the next turn, those of another age do not come at once', () => {
    const over: string[] = [];
    const deadlines = new Deadlines<string>((name) => over.push(name));
    deadlines.add(Date.now() - 5_000, 'past');
    deadlines.add(Date.now() + 2 ** 40, 'another age');
    jest.advanceTimersByTime(1);
    expect(over).toEqual(['past']);
  });
});
