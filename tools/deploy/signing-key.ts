import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** An entry of JWT_KEYS: an EC P-256 private key that signs, with a kid that says when it was made. */
export function newSigningKey(now: Date = new Date()): { kid: string; use: 'sign'; privateJwk: object } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = `${now.toISOString().slice(0, 10)}-${randomBytes(2).toString('hex')}`;
  return { kid, use: 'sign', privateJwk: privateKey.export({ format: 'jwk' }) };
}

if (require.main === module) console.log(JSON.stringify([newSigningKey()]));
