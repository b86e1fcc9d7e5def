/** Fields whose values never reach a log, at the top of a log object or one or two levels in it. */
const SECRET_FIELDS = [
  'password',
  'password_hash',
  'passwordHash',
  'token',
  'access_token',
  'accessToken',
  'refresh_token',
  'refreshToken',
  'authorization',
  'Authorization',
  'cookie',
  '["set-cookie"]',
  'secret',
  'apiKey',
  'api_key',
  '["x-api-key"]',
  'privateJwk',
  'jwk',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'REDIS_BUS_URL',
  'REDIS_CACHE_URL',
  'JWT_KEYS',
];

const path = (prefix: string, field: string): string =>
  field.startsWith('[') ? `${prefix}${field}` : `${prefix}.${field}`;

export const REDACTED_PATHS: string[] = SECRET_FIELDS.flatMap((field) => [field, path('*', field), path('*.*', field)]);

const USERINFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@"']*@/gi;
const BEARER = /\b(Bearer\s+)[\w.~+/=-]+/gi;

/** Text without the passwords of URLs and without bearer tokens: error messages of drivers carry both. */
export const redactText = (text: string): string => text.replace(USERINFO, '$1***@').replace(BEARER, '$1***');
