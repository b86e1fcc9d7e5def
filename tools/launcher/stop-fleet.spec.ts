import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchRecord, readLaunchRecord } from './launch-record';
import { LauncherLock } from './launcher-lock';
import { endLeftOvers } from './left-overs';
import { identify, isAlive, signalIfAlive, type ProcessIdentity } from './process-identity';
import { createStateFolder, stateFolder, writePrivateJson, type StateFolder } from './state-folder';
import { stopFleet } from './stop-fleet';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const begun: ProcessIdentity[] = [];
afterAll(() => begun.forEach((process) => signalIfAlive(process, 'SIGKILL')));

function aStateFolder(name: string): StateFolder {
  const state = stateFolder(join(folder, name));
  createStateFolder(state);
  return state;
}

async function aProcess(onSigterm = 'process.exit(0)'): Promise<ProcessIdentity> {
  const script = `process.on('SIGTERM', () => { ${onSigterm} }); setInterval(() => {}, 1000); console.log('here')`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const identity = identify(child.pid ?? 0);
  if (!identity) throw new Error('It did not start.');
  begun.push(identity);
  return identity;
}

describe('stopping a fleet from outside', () => {
  it('says so when nothing is running, which is no error', async () => {
    const report = await stopFleet(aStateFolder('empty'));
    expect(report).toMatchObject({ stopped: true, text: expect.stringContaining('Nothing is running') });
  });

  it('asks the launcher and waits until it and what it had started are gone', async () => {
    const state = aStateFolder('running');
    const service = await aProcess();
    // Ends its service first and takes its time, as a launcher does.
    const launcher = await aProcess(`process.kill(${service.pid}, 'SIGTERM'); setTimeout(() => process.exit(0), 300)`);
    LauncherLock.take(state.lock, launcher.pid);
    new LaunchRecord(state.launch).add({ name: 'muse-1', kind: 'service', pid: service.pid });
    const report = await stopFleet(state);
    expect(report).toMatchObject({ stopped: true, remaining: [], text: expect.stringContaining('Stopped 1 services') });
    expect([launcher, service].some(isAlive)).toBe(false);
  }, 20_000);

  it('ends what a dead launcher has left, and nothing that only has its number', async () => {
    const state = aStateFolder('left');
    const [leftOver, stranger] = [await aProcess(), await aProcess()];
    const record = new LaunchRecord(state.launch);
    record.add({ name: 'muse-1', kind: 'service', pid: leftOver.pid });
    writePrivateJson(state.launch, [
      ...readLaunchRecord(state.launch),
      { ...stranger, born: 'before the last boot', name: 'council-1', kind: 'service' },
    ]);
    writeFileSync(state.run, '{}');
    const report = await stopFleet(state);
    expect(report.text).toContain('ended what it had left');
    expect(report.text).toContain('muse-1');
    expect(report.text).not.toContain('council-1');
    expect(isAlive(leftOver)).toBe(false);
    expect(isAlive(stranger)).toBe(true);
    expect(existsSync(state.run)).toBe(false);
  }, 20_000);

  it('kills left-overs that do not listen, when it has waited long enough', async () => {
    const deaf = [
      { ...(await aProcess('')), name: 'muse-1', kind: 'service' as const },
      { ...(await aProcess('')), name: 'postgres', kind: 'server' as const },
    ];
    expect(await endLeftOvers(deaf, { servicesMs: 100, serversMs: 100 })).toEqual(deaf);
    expect(deaf.some(isAlive)).toBe(false);
  }, 30_000);
});

describe('the record of a launch', () => {
  it('keeps one entry for each name, the latest', async () => {
    const state = aStateFolder('record');
    const record = new LaunchRecord(state.launch);
    const [first, second] = [await aProcess(), await aProcess()];
    record.add({ name: 'muse-1', kind: 'service', pid: first.pid, port: 20_001 });
    record.add({ name: 'muse-1', kind: 'service', pid: second.pid, port: 20_001 });
    record.noteReady('muse-1', 900);
    const entry = { ...second, name: 'muse-1', kind: 'service', port: 20_001, readyAfterMs: 900 };
    expect(readLaunchRecord(state.launch)).toEqual([entry]);
    record.remove();
    expect(readLaunchRecord(state.launch)).toEqual([]);
  }, 20_000);
});
