import { SERVICE_KEYS, roleOf } from '@raptor/contracts';
import { firstWorkspace } from './create-first-workspace';
import { passwordVariable, provisioningSettings } from './provision-database';
import { newSigningKey } from './signing-key';

const passwords = Object.fromEntries(
  ['raptor_owner', ...SERVICE_KEYS.map(roleOf)].map((role) => [passwordVariable(role), `${role}-password-0123`]),
);
const adminUrl = 'postgres://admin:secret@127.0.0.1:5432/postgres';

describe('provisioningSettings', () => {
  it('has a password for the owner and for each service', () => {
    const { adminUrl: url, secrets } = provisioningSettings({ DATABASE_ADMIN_URL: adminUrl, ...passwords });
    expect(url).toBe(adminUrl);
    expect(secrets.owner).toBe('raptor_owner-password-0123');
    expect(secrets.roles).toMatchObject({ muse: 'raptor_muse-password-0123', gateway: 'raptor_gateway-password-0123' });
  });

  it('lists every variable that is missing, and none of the values', () => {
    expect(() => provisioningSettings({})).toThrow(/DATABASE_ADMIN_URL is missing[^]*RAPTOR_MUSE_PASSWORD is missing/);
    const weak = { DATABASE_ADMIN_URL: adminUrl, ...passwords, RAPTOR_MUSE_PASSWORD: 'hunter2' };
    expect(() => provisioningSettings(weak)).toThrow(/RAPTOR_MUSE_PASSWORD must be at least 16/);
    expect(() => provisioningSettings(weak)).not.toThrow(/hunter2/);
  });
});

describe('firstWorkspace', () => {
  it('lists everything that is wrong', () => {
    const wrong = {
      DATABASE_URL: adminUrl,
      FIRST_WORKSPACE_ID: 'one',
      FIRST_ADMIN_EMAIL: 'nobody',
      FIRST_ADMIN_PASSWORD: 'short',
    };
    expect(() => firstWorkspace(wrong)).toThrow(
      /FIRST_WORKSPACE_ID must be a UUID[^]*NAME is missing[^]*EMAIL must be an e-mail[^]*PASSWORD must be at least 12/,
    );
  });
});

describe('newSigningKey', () => {
  it('is named for the day it was made, and never twice the same', () => {
    const [one, other] = [newSigningKey(new Date('2026-11-23')), newSigningKey(new Date('2026-11-23'))];
    expect(one).toMatchObject({ use: 'sign', kid: expect.stringMatching(/^2026-11-23-[0-9a-f]{4}$/) as string });
    expect(one.privateJwk).toMatchObject({ kty: 'EC', crv: 'P-256', d: expect.any(String) as string });
    expect(one.privateJwk).not.toEqual(other.privateJwk);
  });
});
