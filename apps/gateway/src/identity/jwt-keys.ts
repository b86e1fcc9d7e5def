import { z } from 'zod';

const publicJwk = z.union([
  z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() }),
]);
const privateJwk = publicJwk.and(z.looseObject({ d: z.string() }));
const kid = z.string().min(1).max(64);

const jwtKey = z.union([
  z.object({ kid, use: z.literal('sign'), privateJwk }),
  z.object({ kid, use: z.literal('verify'), publicJwk }),
]);

export type JwtKey = z.output<typeof jwtKey>;
export type JwtAlgorithm = 'ES256' | 'EdDSA';

/** What a key signs with: a key is for one algorithm and no other. */
export const algorithmOf = (key: JwtKey): JwtAlgorithm =>
  (key.use === 'sign' ? key.privateJwk : key.publicJwk).kty === 'EC' ? 'ES256' : 'EdDSA';

/** Rotation is: add a new key as `verify` everywhere, make it `sign` and the old one `verify`, then retire the old one. */
export const jwtKeys = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue('must be a JSON array of keys');
      return z.NEVER;
    }
  })
  .pipe(
    z.array(jwtKey, {
      error: 'must be a JSON array of ES256 or EdDSA keys with kid, use and privateJwk or publicJwk',
    }),
  )
  .refine((keys) => keys.some(({ use }) => use === 'sign'), { error: 'must hold a key with use "sign"' })
  .refine((keys) => new Set(keys.map((key) => key.kid)).size === keys.length, { error: 'must not hold a kid twice' });
