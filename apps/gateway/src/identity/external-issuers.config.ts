import { z } from 'zod';

const issuer = z
  .strictObject({
    issuer: z.string().min(1).max(500),
    audience: z.string().min(1).max(500),
    jwks_url: z.url({ protocol: /^https?$/ }).optional(),
    hs256_secret: z.string().min(32).optional(),
    person: z.enum(['email', 'sub']).default('email'),
    email_is_proved: z.boolean().default(false),
  })
  .refine(({ jwks_url, hs256_secret }) => (jwks_url === undefined) !== (hs256_secret === undefined), {
    error: 'each issuer has either a jwks_url or an hs256_secret',
  });

/**
 * Who else may say who somebody is. `person`: whether the token names them by their `email` or by our own id in `sub`. An address counts when the token
 * says `email_verified`, or when `email_is_proved` says that the issuer knows none but proved ones.
 */
export type ExternalIssuer = z.output<typeof issuer>;

const EXPECTED =
  'must be a JSON array of {issuer, audience, jwks_url | hs256_secret, person?: "email" | "sub", email_is_proved?}';

export const externalIssuers = z
  .string()
  .default('[]')
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue(EXPECTED);
      return z.NEVER;
    }
  })
  .pipe(z.array(issuer, { error: EXPECTED }))
  .refine((issuers) => new Set(issuers.map((one) => one.issuer)).size === issuers.length, {
    error: 'must not name an issuer twice',
  });
