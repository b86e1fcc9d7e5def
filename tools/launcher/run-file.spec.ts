import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRunFile, removeRunFile, writeRunFile, type RunFile } from './run-file';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const run: RunFile = {
  version: 1,
  startedAt: '2026-11-23T05:00:00.000Z',
  launcherPid: 1,
  gatewayUrl: 'http://127.0.0.1:3000',
  services: [{ key: 'muse', replica: 'muse-1', url: 'http://127.0.0.1:20001', pid: 2 }],
  postgres: {
    ownerUrl: 'postgres://owner',
    roleUrls: { gateway: '', council: '', research: '', muse: '', matrix: '', guardian: '' },
  },
  redis: { busUrl: 'redis://bus', cacheUrl: 'redis://cache' },
  chroma: { url: 'http://chroma' },
  demo: { email: 'admin@demo.raptorflow.test', password: 'p', workspaceId: 'w' },
  demoSites: [{ name: 'tally', url: 'http://127.0.0.1:20001/' }],
};

describe('the run file', () => {
  it('is for its owner alone, also when it replaces one that was not', () => {
    const path = join(folder, 'run.json');
    writeFileSync(path, '{}', { mode: 0o644 });
    writeRunFile(path, run);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readRunFile(path)).toEqual(run);
  });

  it('is absent, not an error, when no fleet is ready', () => {
    const path = join(folder, 'gone.json');
    writeRunFile(path, run);
    removeRunFile(path);
    removeRunFile(path);
    expect(readRunFile(path)).toBeUndefined();
  });
});
