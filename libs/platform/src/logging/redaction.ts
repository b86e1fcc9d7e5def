/** Names of fields whose values never reach a log, in lower case and without `-` and `_`. */
const SECRET_FIELDS = new Set([
  'passwordhash',
  'privatejwk',
  'privatekey',
  'jwk',
  'jwtkeys',
  'databaseurl',
  'databaseownerurl',
  'redisbusurl',
  'rediscacheurl',
]);
const SECRET_ENDING = /(?:password|token|secret|apikey|authorization|cookie)$/;

/** How deep a log object is followed; what lies deeper is left out. */
const MAX_DEPTH = 8;

const CENSORED = '[redacted]';

const USERINFO = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/"']*@/gi;
const BEARER = /\b(Bearer\s+)[\w.~+/=-]+/gi;

/** Text without the passwords of URLs and without bearer tokens: error messages of drivers carry both. */
export const redactText = (text: string): string => text.replace(USERINFO, '$1***@').replace(BEARER, '$1***');

/**
 * A copy of a value that may be logged: secret fields are censored at any depth, texts are without secrets, errors are
 * data with stack and causes. Circles and what is nested too deeply are cut.
 */
export function redact(value: unknown, above: readonly object[] = []): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (above.includes(value)) return '[circular]';
  if (above.length >= MAX_DEPTH) return '[too deep]';
  const path = [...above, value];
  if (value instanceof Error) return redactError(value, path);
  if (Array.isArray(value)) return value.map((item) => redact(item, path));
  if (hasJson(value)) return redact(value.toJSON(), path);
  return redactFields(value, path);
}

/** {@link redact} for an object of fields. */
export function redactFields(fields: object, path: readonly object[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      isSecret(name) && value !== undefined ? CENSORED : redact(value, path),
    ]),
  );
}

/** Whether what a field of this name holds never reaches a log. */
export function isSecret(name: string): boolean {
  const plain = name.replaceAll(/[-_]/g, '').toLowerCase();
  return SECRET_FIELDS.has(plain) || SECRET_ENDING.test(plain);
}

function redactError(error: Error, path: readonly object[]): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    stack: error.stack && redactText(error.stack),
    code: (error as { code?: unknown }).code,
    cause: error.cause === undefined ? undefined : redact(error.cause, path),
  };
}

const hasJson = (value: object): value is { toJSON(): unknown } =>
  typeof (value as { toJSON?: unknown }).toJSON === 'function';
