import { count, defineServiceConfig, milliseconds, origins, secretKeyRing, url } from '@raptor/platform';
import { z } from 'zod';
import { externalIssuers } from './identity/external-issuers.config';
import { jwtKeys } from './identity/jwt-keys';
import { withMailsInProduction } from './mail/mails-in-production';
import { waits } from './webhooks/waits';

const fifteenMinutes = 900_000;
const oneDay = 86_400_000;
const thirtyDays = 2_592_000_000;

const declared = defineServiceConfig(
  'gateway',
  {
    JWT_KEYS: jwtKeys.describe(
      'signing keys: JSON array of {kid, use: "sign" | "verify", privateJwk | publicJwk}, ES256 or EdDSA',
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
    REFRESH_RACE_MS: milliseconds(
      10_000,
      'how long a refresh token that comes twice is taken for two tabs, not a thief',
    ),
    STANDING_MS: count(3_000, 1, 3_000, 'how long a membership or key that was looked up is believed, in ms'),
    EXTERNAL_ISSUERS: externalIssuers.describe(
      'whose tokens are accepted besides: JSON array of {issuer, audience, jwks_url | hs256_secret, person, email_is_proved}',
    ),
    LOGIN_WINDOW_MS: count(300_000, 1_000, 86_400_000, 'time over which sign-ins are counted, in ms'),
    LOGIN_ATTEMPTS_PER_ACCOUNT: count(10, 1, 10_000, 'sign-ins with one e-mail address in that time'),
    LOGIN_ATTEMPTS_PER_ADDRESS: count(100, 1, 100_000, 'sign-ins from one network address in that time'),
    RATE_LIMIT_WINDOW_MS: count(60_000, 1_000, 86_400_000, 'time over which requests are counted, in ms'),
    RATE_LIMIT_PER_USER: count(100, 1, 100_000_000, 'requests of one person in that time'),
    RATE_LIMIT_PER_KEY: count(100, 1, 100_000_000, 'requests of one API key in that time'),
    RATE_LIMIT_PER_ADDRESS: count(300, 1, 100_000_000, 'requests from one network address of nobody who has signed in'),
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s<>@]+@[\w.-]+>?$/, { error: 'must be an address, such as Raptor <no-reply@raptor.example>' })
      .default('RaptorFlow Codex <no-reply@raptorflow.example>')
      .describe('who mails are from'),
    MAIL_FOLDER: z.string().min(1).default('.raptor/mails').describe('folder of mails, where there is no SMTP_URL'),
    SMTP_URL: url(
      ['smtp:', 'smtps:'],
      'server that carries mails; none, which production refuses: they are written to MAIL_FOLDER',
    ).optional(),
    MAILS_PER_ADDRESS: count(5, 1, 10_000, 'mails about an account that one address gets in an hour'),
    PUBLIC_URL: url(['http:', 'https:'], 'the frontend, which the links in mails lead to').default(
      'http://127.0.0.1:3000',
    ),
    LIVE_SOCKETS_PER_USER: count(20, 1, 1_000, 'sockets of one member that a replica keeps open'),
    LIVE_SOCKETS_PER_WORKSPACE: count(500, 1, 100_000, 'sockets of one workspace that a replica keeps open'),
    LIVE_SOCKET_AGE_MS: milliseconds(3_600_000, 'how long a socket stays open before it needs a new ticket'),
    LIVE_BUFFER_BYTES: count(1_048_576, 1_024, 67_108_864, 'bytes that may wait for a slow reader of the live channel'),
    IDEMPOTENCY_BELIEVED_MS: milliseconds(
      30_000,
      'how long a request with an idempotency key is believed to be at work',
    ),
    IDEMPOTENCY_KEPT_MS: milliseconds(oneDay, 'how long its answer is given again'),
    WEBHOOK_RETRIES_MS: waits(
      '5000,30000,120000,600000,3600000,10800000,28800000,43200000',
      'what a webhook that failed waits for each of its next tries',
    ),
    WEBHOOK_DISABLE_AFTER: count(10, 1, 1_000, 'deliveries in a row that failed for good and disable a webhook'),
    CORS_ORIGINS: origins('origins of the frontends that may call the API from a browser'),
  },
  (values) => ({
    tokens: {
      keys: values.JWT_KEYS,
      issuer: values.JWT_ISSUER,
      audience: values.JWT_AUDIENCE,
      accessTtlMs: values.ACCESS_TOKEN_TTL_MS,
      refreshTtlMs: values.REFRESH_TOKEN_TTL_MS,
      refreshRaceMs: values.REFRESH_RACE_MS,
      standingMs: values.STANDING_MS,
    },
    externalIssuers: values.EXTERNAL_ISSUERS,
    secrets: { keyRing: values.SECRET_KEYS },
    login: {
      windowMs: values.LOGIN_WINDOW_MS,
      attemptsPerAccount: values.LOGIN_ATTEMPTS_PER_ACCOUNT,
      attemptsPerAddress: values.LOGIN_ATTEMPTS_PER_ADDRESS,
    },
    limits: {
      windowMs: values.RATE_LIMIT_WINDOW_MS,
      perUser: values.RATE_LIMIT_PER_USER,
      perKey: values.RATE_LIMIT_PER_KEY,
      perAddress: values.RATE_LIMIT_PER_ADDRESS,
    },
    mail: {
      from: values.MAIL_FROM,
      folder: values.MAIL_FOLDER,
      smtpUrl: values.SMTP_URL,
      perAddressAndHour: values.MAILS_PER_ADDRESS,
      publicUrl: values.PUBLIC_URL,
    },
    live: {
      socketsPerUser: values.LIVE_SOCKETS_PER_USER,
      socketsPerWorkspace: values.LIVE_SOCKETS_PER_WORKSPACE,
      socketAgeMs: values.LIVE_SOCKET_AGE_MS,
      bufferBytes: values.LIVE_BUFFER_BYTES,
    },
    idempotency: { believedMs: values.IDEMPOTENCY_BELIEVED_MS, keptMs: values.IDEMPOTENCY_KEPT_MS },
    webhooks: { retriesMs: values.WEBHOOK_RETRIES_MS, disableAfter: values.WEBHOOK_DISABLE_AFTER },
    corsOrigins: values.CORS_ORIGINS,
  }),
);

/** The variables this service adds to the platform's. */
export const gatewayConfig = withMailsInProduction(declared);

export type GatewayConfig = ReturnType<typeof gatewayConfig.load>;
