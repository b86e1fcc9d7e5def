import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import type { JWK } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { newOpaqueToken } from '../../src/identity/opaque-token';

type Part = Readonly<Record<string, unknown>>;

/** A good token, and what only we may have. */
export interface Genuine {
  readonly token: string;
  readonly signingKey: { readonly kid: string; readonly privateJwk: JWK };
  /** A workspace that is there, and that the token's person does not belong to. */
  readonly otherWorkspace: string;
  /** Somebody who is there and does not belong to the token's workspace. */
  readonly otherPerson: string;
  /** A session of the person that has been ended. */
  readonly endedSession: string;
}

const encoded = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const decoded = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
const ES256 = (input: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

/** Everything that is tried to pass for a token of ours, by what is wrong with it. Each is refused like every other. */
export function forgeries(genuine: Genuine): Record<string, string> {
  const [head = '', body = '', signature = ''] = genuine.token.split('.');
  const [header, claims] = [decoded(head), decoded(body)];
  const ours = createPrivateKey({ key: genuine.signingKey.privateJwk as never, format: 'jwk' });
  const theirs = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const make = (headerChange: Part, claimChange: Part = {}, key: KeyObject = ours): string => {
    const input = `${encoded({ ...header, ...headerChange })}.${encoded({ ...claims, ...claimChange })}`;
    return `${input}.${ES256(input, key)}`;
  };
  const claim = (change: Part): string => make({}, change);
  const raw = (change: string, part: unknown): string => {
    const input = change === 'head' ? `${encoded(part)}.${body}` : `${head}.${encoded(part)}`;
    return `${input}.${ES256(input, ours)}`;
  };
  return {
    ...shapes(genuine.token, { head, body, signature }, raw),
    ...algorithms({ header, body, head, signature, kid: genuine.signingKey.kid, ours }),
    'another key under our name': make({}, {}, theirs.privateKey),
    'another key under its own name': make({ kid: 'theirs' }, {}, theirs.privateKey),
    'our key under another name': make({ kid: 'x' }),
    'our key under no name': make({ kid: undefined }),
    'a number for the name of the key': make({ kid: 1 }),
    'a list for the name of the key': make({ kid: [genuine.signingKey.kid] }),
    'SQL for the name of the key': make({ kid: `' OR '1'='1` }, {}, theirs.privateKey),
    'a path for the name of the key': make({ kid: '../../../../dev/null' }, {}, theirs.privateKey),
    ...foreignKeys(make, theirs),
    'the type of another token': make({ typ: 'JWT' }),
    'no type': make({ typ: undefined }),
    'the type of a refresh token': make({ typ: 'rt+jwt' }),
    ...wrongClaims(claim, genuine, claims),
    ...otherBearers(genuine),
  };
}

function shapes(
  token: string,
  { head, body, signature }: { head: string; body: string; signature: string },
  raw: (change: string, part: unknown) => string,
): Record<string, string> {
  return {
    rubbish: 'rubbish',
    'three dots': '...',
    'two dots': '..',
    'a header alone': head,
    'no signature': `${head}.${body}`,
    'an empty signature': `${head}.${body}.`,
    'an empty payload': `${head}..${signature}`,
    'an empty header': `.${body}.${signature}`,
    'a fourth part': `${token}.x`,
    'five parts, as an encrypted token has': `${token}.x.y`,
    'the token twice': `${token}${token}`,
    'the token twice with a dot': `${token}.${token}`,
    'the token twice with a comma': `${token}, ${token}`,
    'a space in it': token.replace('.', ' .'),
    'its last character missing': token.slice(0, -1),
    'its last characters missing': token.slice(0, -10),
    'half of it': token.slice(0, token.length / 2),
    'a character more': `${token}A`,
    'padding at the end': `${token}==`,
    'padding in the payload': `${head}.${body}=.${signature}`,
    'base64 that is not for addresses': `${head}.${body}.${signature.slice(0, -1)}+`,
    'a percent sign': `${head}%2e${body}.${signature}`,
    'a letter of another alphabet': `${token}é`,
    'a header that is no JSON': raw('head', 'x'),
    'a header that is a list': raw('head', []),
    'a header that is null': raw('head', 'null'),
    'a payload that is no JSON': raw('body', 'x'),
    'a payload that is a list': raw('body', []),
    'a payload that is a number': raw('body', '1'),
    'a payload that is null': raw('body', 'null'),
    'a payload that is empty': raw('body', {}),
    'another payload under its signature': `${head}.${encoded({ ...decoded(body), role: 'admin', mv: 99 })}.${signature}`,
    'another header under its signature': `${encoded({ ...decoded(head), extra: 1 })}.${body}.${signature}`,
    'eight thousand characters': `${'x'.repeat(4_000)}.${'y'.repeat(2_000)}.${'z'.repeat(2_000)}`,
    'a long signature': `${token}${'A'.repeat(6_000)}`,
  };
}

function algorithms(parts: {
  header: Part;
  head: string;
  body: string;
  signature: string;
  kid: string;
  ours: KeyObject;
}): Record<string, string> {
  const { header, body, signature, kid, ours } = parts;
  const publicKey = createPublicKey(ours);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }));
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const inputOf = (alg: unknown): string => `${encoded({ ...header, alg })}.${body}`;
  const unsigned = (alg: unknown, text = ''): string => `${inputOf(alg)}.${text}`;
  const mac = (alg: string, hash: string, secret: string | Buffer): string =>
    `${inputOf(alg)}.${createHmac(hash, secret).update(inputOf(alg)).digest('base64url')}`;
  const signed = (alg: unknown, hash: string | null, key: Parameters<typeof sign>[2]): string =>
    `${inputOf(alg)}.${sign(hash, Buffer.from(inputOf(alg)), key).toString('base64url')}`;
  return {
    'no algorithm': unsigned('none'),
    'no algorithm, in capitals': unsigned('NONE'),
    'no algorithm, in both': unsigned('nOnE', signature),
    'no algorithm and a signature': unsigned('none', signature),
    'an algorithm that is missing': signed(undefined, 'sha256', { key: ours, dsaEncoding: 'ieee-p1363' }),
    'an algorithm that is a list': signed(['ES256'], 'sha256', { key: ours, dsaEncoding: 'ieee-p1363' }),
    'an algorithm in small letters': signed('es256', 'sha256', { key: ours, dsaEncoding: 'ieee-p1363' }),
    'an algorithm that there is not': unsigned('XS256', signature),
    'our public key as a secret, in PEM': mac('HS256', 'sha256', pem),
    'our public key as a secret, in PEM without its last line break': mac('HS256', 'sha256', pem.trim()),
    'our public key as a secret, as a JWK': mac('HS256', 'sha256', jwk),
    'our public key as a secret, in DER': mac('HS256', 'sha256', publicKey.export({ type: 'spki', format: 'der' })),
    'the name of our key as a secret': mac('HS256', 'sha256', kid),
    'an empty secret': mac('HS256', 'sha256', ''),
    'a secret with a longer hash': mac('HS512', 'sha512', pem),
    'an RSA key': signed('RS256', 'sha256', rsa),
    'an RSA key of the newer kind': signed('PS256', 'sha256', { key: rsa, padding: 6 }),
    'an Ed25519 key under our name': signed('EdDSA', null, ed),
    'a key of another curve': signed('ES384', 'sha384', { key: p384, dsaEncoding: 'ieee-p1363' }),
    'a signature of another form': signed('ES256', 'sha256', { key: ours, dsaEncoding: 'der' }),
    'a signature of nothing but zeros': unsigned('ES256', Buffer.alloc(64).toString('base64url')),
    'a signature of nothing but ones': unsigned('ES256', Buffer.alloc(64, 255).toString('base64url')),
    'half a signature': unsigned('ES256', Buffer.from(signature, 'base64url').subarray(0, 32).toString('base64url')),
    'a signature of something else': unsigned('ES256', ES256('something else', ours)),
  };
}

/** A token that brings the key to check it with. */
function foreignKeys(
  make: (header: Part, claims?: Part, key?: KeyObject) => string,
  theirs: { publicKey: KeyObject; privateKey: KeyObject },
): Record<string, string> {
  const jwk = { ...theirs.publicKey.export({ format: 'jwk' }), kid: 'theirs', alg: 'ES256' };
  const url = 'https://attacker.example/keys.json';
  const certificate = theirs.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const by = (header: Part): string => make(header, {}, theirs.privateKey);
  return {
    'a key in its header': by({ jwk }),
    'a key in its header, under that name': by({ jwk, kid: 'theirs' }),
    'the address of keys': by({ jku: url, kid: 'theirs' }),
    'the address of keys and our name': by({ jku: url }),
    'the address of a certificate': by({ x5u: url }),
    'a certificate': by({ x5c: [certificate] }),
    'a key in its header, and our signature': make({ jwk }),
    'the address of keys, and our signature': make({ jku: url }),
    'something critical that nobody knows': make({ crit: ['http://example.com/x'], 'http://example.com/x': true }),
    'a payload that is not encoded': make({ b64: false, crit: ['b64'] }),
  };
}

function wrongClaims(claim: (change: Part) => string, genuine: Genuine, { iss, aud }: Part): Record<string, string> {
  const now = Math.floor(Date.now() / 1_000);
  return {
    'another issuer': claim({ iss: 'https://elsewhere.example' }),
    'our issuer and a slash': claim({ iss: `${String(iss)}/` }),
    'a list of issuers': claim({ iss: [iss] }),
    'no issuer': claim({ iss: undefined }),
    'another audience': claim({ aud: 'elsewhere' }),
    'other audiences': claim({ aud: ['elsewhere', `${String(aud)}-admin`] }),
    'no audience': claim({ aud: undefined }),
    'a time that is over': claim({ iat: now - 900, exp: now - 1 }),
    'a time that ends now': claim({ iat: now - 900, exp: now }),
    'a time without end': claim({ exp: undefined }),
    'a time that ends in ten years': claim({ exp: now + 315_360_000 }),
    'a time that ends in a second more than a quarter of an hour': claim({ iat: now, exp: now + 901 }),
    'a time that is a text': claim({ exp: String(now + 600) }),
    'a time before all time': claim({ exp: -1 }),
    'a time that is a fraction': claim({ exp: now + 600.5 }),
    'a time that has not begun': claim({ nbf: now + 600 }),
    'a time of issue that is to come': claim({ iat: now + 600, exp: now + 900 }),
    'no time of issue': claim({ iat: undefined }),
    'no person': claim({ sub: undefined }),
    'a person who is a number': claim({ sub: 1 }),
    'a person by name': claim({ sub: 'admin' }),
    'a person who is not there': claim({ sub: uuidv7() }),
    'a person who does not belong there': claim({ sub: genuine.otherPerson }),
    'no workspace': claim({ ws: undefined }),
    'a workspace by name': claim({ ws: 'acme' }),
    'a workspace that is not there': claim({ ws: uuidv7() }),
    'another workspace': claim({ ws: genuine.otherWorkspace }),
    'no role': claim({ role: undefined }),
    'a role that there is not': claim({ role: 'root' }),
    'a list of roles': claim({ role: ['admin'] }),
    'no version of the membership': claim({ mv: undefined }),
    'a version below all': claim({ mv: -1 }),
    'a version that is a text': claim({ mv: '1' }),
    'a session that has been ended': claim({ sid: genuine.endedSession }),
    'a session that never was': claim({ sid: uuidv7() }),
    'a session by name': claim({ sid: 'mine' }),
  };
}

/** What is a secret of ours, and no access token. */
function otherBearers({ otherPerson, otherWorkspace }: Genuine): Record<string, string> {
  return {
    'a refresh token': newOpaqueToken('refresh', otherPerson).token,
    'an invitation': newOpaqueToken('invite', otherWorkspace).token,
    'an API key that nobody has': newOpaqueToken('apiKey', otherWorkspace).token,
    'an API key of no workspace': newOpaqueToken('apiKey', uuidv7()).token,
    'an API key without its secret': `ak.${otherWorkspace}.`,
    'an API key for SQL': `ak.${'-'.repeat(36)}.${'x'.repeat(43)}`,
    'a ticket for a socket': `wt.${randomBytes(32).toString('base64url')}`,
  };
}
