import { count, defineServiceConfig, milliseconds, origins, secretKeyRing } from '@raptor/platform';
import { z } from 'zod';
import { jwtKeys } from './identity/jwt-keys';

const fifteenMinutes = 900_000;
const thirtyDays = 2_592_000_000;

/** The variables this service adds to the platform's. */
export const gatewayConfig = defineServiceConfig(
  'gateway',
  {
    JWT_KEYS: jwtKeys.describe(
      'signing keys: JSON array of {kid, use: "sign" | "verify", privateJwk | publicJwk}, ES256',
    ),
    SECRET_KEYS: secretKeyRing('keys that encrypt stored credentials, kid:secret,...; the first encrypts, all open'),
    JWT_ISSUER: z.string().min(1).default('https://raptorflow.example').describe('`iss` of own access tokens'),
    JWT_AUDIENCE: z.string().min(1).default('raptorflow-api').describe('`aud` of own access tokens'),
    ACCESS_TOKEN_TTL_MS: milliseconds(fifteenMinutes, 'life of an access token, 15 minutes at most').refine(
      (value) => value <= fifteenMinutes,
      { error: 'must be at most 900000 (15 minutes)' },
    ),
    REFRESH_TOKEN_TTL_MS: z.coerce
      .number()
      .int()
      .min(60_000)
      .max(31_536_000_000)
      .default(thirtyDays)
      .describe('life of a refresh token, in ms'),
    LOGIN_WINDOW_MS: milliseconds(300_000, 'time over which sign-ins are counted'),
    LOGIN_ATTEMPTS_PER_ACCOUNT: count(10, 1, 10_000, 'sign-ins with one e-mail address in that time'),
    LOGIN_ATTEMPTS_PER_ADDRESS: count(100, 1, 100_000, 'sign-ins from one network address in that time'),
    CORS_ORIGINS: origins('origins of the frontends that may call the API from a browser'),
  },
  (values) => ({
    tokens: {
      keys: values.JWT_KEYS,
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      accessTtlMs: values.ACCESS_TOKEN_TTL_MS,
      refreshTtlMs: values.REFRESH_TOKEN_TTL_MS,
    },
    secrets: { keyRing: values.SECRET_KEYS },
    login: {
      windowMs: values.LOGIN_WINDOW_MS,
      attemptsPerAccount: values.LOGIN_ATTEMPTS_PER_ACCOUNT,
      attemptsPerAddress: values.LOGIN_ATTEMPTS_PER_ADDRESS,
    },
    corsOrigins: values.CORS_ORIGINS,
  }),
);

export type GatewayConfig = ReturnType<typeof gatewayConfig.load>;
