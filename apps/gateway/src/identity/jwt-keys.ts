import { z } from 'zod';

const publicJwk = z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
const privateJwk = publicJwk.extend({ d: z.string() });
const kid = z.string().min(1).max(64);

const jwtKey = z.union([
  z.object({ kid, use: z.literal('sign'), privateJwk }),
  z.object({ kid, use: z.literal('verify'), publicJwk }),
]);

export type JwtKey = z.output<typeof jwtKey>;

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
  .pipe(z.array(jwtKey, { error: 'must be a JSON array of ES256 keys with kid, use and privateJwk or publicJwk' }))
  .refine((keys) => keys.some(({ use }) => use === 'sign'), { error: 'must hold a key with use "sign"' })
  .refine((keys) => new Set(keys.map((key) => key.kid)).size === keys.length, { error: 'must not hold a kid twice' });
