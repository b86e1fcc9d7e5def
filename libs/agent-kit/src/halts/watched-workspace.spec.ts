import { AppError } from '@raptor/platform';
import { WatchedWorkspace } from './watched-workspace';

const STOP = { scope: 'agent', target: 'MUSE-001', reason: 'manual' } as const;

describe('the stops that a replica knows', () => {
  it('end the runs that they cover, with their name', () => {
    const workspace = new WatchedWorkspace();
    const [covered, other] = [workspace.add('MUSE-001'), workspace.add('MUSE-002')];
    workspace.learn([STOP]);
    expect(other.controller.signal.aborted).toBe(false);
    expect(AppError.is(covered.controller.signal.reason, 'WORK_STOPPED')).toBe(true);
    expect(covered.controller.signal.reason).toMatchObject({ details: STOP });
  });

  it('end a run that begins under them at once', () => {
    const workspace = new WatchedWorkspace();
    workspace.learn([STOP]);
    expect(workspace.add('MUSE-001').controller.signal.aborted).toBe(true);
  });

  it('end nothing any more once they are over', () => {
    const workspace = new WatchedWorkspace();
    workspace.learn([STOP]);
    workspace.learn([]);
    expect(workspace.add('MUSE-001').controller.signal.aborted).toBe(false);
  });

  it('are asked for while somebody works or one of them is on', () => {
    const workspace = new WatchedWorkspace();
    expect(workspace.isWorthAsking(0)).toBe(false);
    const run = workspace.add('MUSE-001');
    expect(workspace.isWorthAsking(0)).toBe(true);
    workspace.learn([STOP]);
    workspace.remove(run);
    expect(workspace.isWorthAsking(0)).toBe(true);
    workspace.learn([]);
    expect(workspace.isWorthAsking(0)).toBe(false);
  });

  it('are asked for a while after the last run: another may begin', () => {
    const workspace = new WatchedWorkspace();
    expect(workspace.isWorthAsking(30_000)).toBe(false);
    workspace.remove(workspace.add('MUSE-001'));
    expect(workspace.isWorthAsking(30_000)).toBe(true);
    expect(workspace.isWorthAsking(0)).toBe(false);
  });
});
