import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackages, nodeVersion } from './diagnosis';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const wanted = {
  '': {},
  'node_modules/one': { version: '1.0.0' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};

function aRepository(name: string, installed?: object): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ engines: { node: '>=20.19.0' } }));
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (installed)
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  return root;
}

describe('the doctor', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.9', false],
    ['18.20.0', false],
  ])('finds Node.js %s good enough: %s', (version, ok) => {
    const finding = nodeVersion(aRepository('node'), version);
    expect(finding.ok).toBe(ok);
    expect(finding.advice === undefined).toBe(ok);
  });

  it('accepts an installation that matches the lock file, without the options for other systems', () => {
    const root = aRepository('same', { 'node_modules/one': { version: '1.0.0' } });
    expect(installedPackages(root)).toMatchObject({ ok: true });
  });

  it('asks for npm ci when nothing or something else is installed', () => {
    expect(installedPackages(aRepository('none'))).toMatchObject({ ok: false, advice: 'Run npm ci.' });
    const older = aRepository('older', { 'node_modules/one': { version: '0.9.0' } });
    expect(installedPackages(older)).toMatchObject({ ok: false, detail: expect.stringContaining('such as one') });
  });
});
