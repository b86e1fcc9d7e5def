import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_KEYS } from './fleet-services';
import { loadSecrets } from './secrets';
import { temporaryFolder } from './test/temporary-folder';

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);

describe('the secrets of a local fleet', () => {
  it('are made once, for their owner alone, and kept', async () => {
    const made = await loadSecrets(path('kept'));
    expect(await loadSecrets(path('kept'))).toEqual(made);
    expect(statSync(path('kept')).mode & 0o777).toBe(0o600);
  });

  it('differ from one folder to the next', async () => {
    const [one, other] = [await loadSecrets(path('one')), await loadSecrets(path('other'))];
    expect(one.demo.password).not.toBe(other.demo.password);
    expect(one.demo.workspaceId).not.toBe(other.demo.workspaceId);
    expect(one.jwtKeys).not.toBe(other.jwtKeys);
    expect(one.busKeys).not.toBe(other.busKeys);
    expect(one.secretKeys).not.toBe(other.secretKeys);
  });

  it('give the demo admin a long password that can be typed and a time-ordered workspace id', async () => {
    const { demo } = await loadSecrets(path('demo'));
    expect(demo.password).toMatch(/^[a-zA-Z2-9]{16,}$/);
    expect(demo.workspaceId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('hold a signing key that signs', async () => {
    const [key] = JSON.parse((await loadSecrets(path('key'))).jwtKeys);
    expect(key).toMatchObject({ kid: expect.stringMatching(/^\d{4}-\d{2}-\d{2}-[0-9a-f]{4}$/), use: 'sign' });
    const privateKey = createPrivateKey({ key: key.privateJwk, format: 'jwk' });
    const signature = sign('sha256', Buffer.from('text'), privateKey);
    expect(verify('sha256', Buffer.from('text'), createPublicKey(privateKey), signature)).toBe(true);
  });

  it('gain the password of a service that is new, and keep the others', async () => {
    const before = await loadSecrets(path('older'));
    const roles: Partial<typeof before.database.roles> = { ...before.database.roles };
    delete roles.muse;
    writeFileSync(path('older'), JSON.stringify({ ...before, database: { ...before.database, roles } }));
    const after = await loadSecrets(path('older'));
    expect(Object.keys(after.database.roles).sort()).toEqual([...SERVICE_KEYS].sort());
    expect(after.database.roles).toMatchObject(roles);
    expect(after.demo).toEqual(before.demo);
  });

  it('are never replaced when the file is damaged', async () => {
    writeFileSync(path('damaged'), '{"database":');
    await expect(loadSecrets(path('damaged'))).rejects.toThrow(/cannot be read/);
    expect(readFileSync(path('damaged'), 'utf8')).toBe('{"database":');
  });
});
