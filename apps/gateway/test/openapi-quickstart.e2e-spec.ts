import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as client from '@raptor/api-client';
import { aUser, aWorkspaceMember } from '@raptor/testing/builders';
import { WebSocket } from 'ws';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import { hashPassword } from '../src/identity/passwords';
import { codeIn, runnable } from './support/code-blocks';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'api.md'), 'utf8');

describe('the quickstart', () => {
  let fleet: WholeFleet;

  /** With the address of this fleet. */
  const code = (language: string): string =>
    codeIn(PAGE, language).replaceAll('http://127.0.0.1:8080', fleet.gateway.url);

  beforeAll(async () => {
    fleet = await startWholeFleet();
    const passwordHash = await hashPassword('correct horse battery staple');
    const ada = aUser({ email: 'ada@company.example', passwordHash, emailVerifiedAt: new Date() });
    const { workspaceId } = fleet;
    await fleet.plant('gateway', ada, aWorkspaceMember({ workspaceId, userId: ada.id, role: 'operator' }));
  });
  afterAll(() => fleet.stop());

  it('works with curl', async () => {
    const script = `set -euo pipefail\n${code('bash')}`;
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { timeout: 60_000 });
    expect(stdout).toContain('"next_cursor":null');
    expect(stdout).toContain('"name":"Spring and summer"');
  });

  it('works with the client', async () => {
    const printed: unknown[][] = [];
    // As browsers have it, and Node from 22 on.
    Object.assign(globalThis, { WebSocket });
    await runnable(code('ts'), { '@raptor/api-client': client })((...words) => printed.push(words));
    const said = printed.map((words) => words.slice(0, 2).join(' '));
    expect(said).toEqual(expect.arrayContaining(['campaign Autumn', 'problem VERSION_CHANGED']));
    expect(said).toContain('live campaign.created');
  });
});
