import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { DOCUMENT, ROOT } from '../../../tools/api/api-files';
import {
  JSON_TYPE,
  operationsOf,
  PROBLEM_TYPE,
  responseOf,
  type ApiDocument,
  type Operation,
} from '../../../tools/api/document';
import { compiler } from '../../../tools/api/lint/examples';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import { addressOf, bodyFor, isId, neededQuery, withIds, withOtherNames } from './support/api-requests';
import { likely, wordsFor } from './support/likely-ids';
import { askText, type Said } from './support/said';
import { signingIn, type SigningIn } from './support/signing-in';
import { WorkspaceRows, type KnownId } from './support/workspace-rows';

const A_FRONTEND = 'https://app.company.example';

describe('the API and its description', () => {
  let fleet: WholeFleet;
  let admin: SigningIn;
  let ids: KnownId[];

  beforeAll(async () => {
    fleet = await startWholeFleet({ CORS_ORIGINS: A_FRONTEND });
    const workspaceId = uuidv7();
    await fleet.plantWorkspace(workspaceId);
    ids = await (await WorkspaceRows.open(fleet.admin)).idsOf(workspaceId);
    admin = await signingIn(fleet, workspaceId, 'admin');
  });
  afterAll(() => fleet.stop());

  it('serves the committed copy', async () => {
    const committed = JSON.parse(readFileSync(join(ROOT, DOCUMENT), 'utf8')) as ApiDocument;
    expect(differences(fleet.document, committed)).toEqual([]);
    expect((await fleet.ask('GET', '/api/openapi.yaml')).body).toContain('openapi: 3.1.0');
    expect((await fleet.ask('GET', '/api/docs')).body).toContain('swagger-ui');
  });

  it('lets pages of a frontend call every operation and read every header', async () => {
    const preflight = await askText(fleet.gateway.url, 'OPTIONS', '/api/v1/campaigns', {
      headers: {
        origin: A_FRONTEND,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,content-type,idempotency-key,if-match',
      },
    });
    expect(preflight.status).toBe(204);
    const allowed = (name: string): string => preflight.headers.get(`access-control-allow-${name}`) ?? '';
    expect(allowed('origin')).toBe(A_FRONTEND);
    expect(allowed('methods').split(/, ?/)).toEqual(expect.arrayContaining(['PUT', 'PATCH', 'DELETE']));
    expect(allowed('headers')).toContain('idempotency-key');
    const answer = await askText(fleet.gateway.url, 'GET', '/healthz', { headers: { origin: A_FRONTEND } });
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/ETag.*Retry-After.*X-RateLimit-Remaining/);
    const other = await askText(fleet.gateway.url, 'GET', '/healthz', { headers: { origin: 'https://evil.example' } });
    expect(other.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
  });

  const ask = async (operation: Operation): Promise<Said> => {
    const path = addressOf(fleet.document, operation, (parameter) =>
      isId(parameter.schema) ? likely(wordsFor(operation, parameter), ids)[0]?.id : undefined,
    );
    const said = await askText(
      fleet.gateway.url,
      operation.method.toUpperCase(),
      `${path}${neededQuery(fleet.document, operation)}`,
      {
        body: withOtherNames(
          withIds(
            fleet.document,
            operation,
            bodyFor(fleet.document, operation, 'all'),
            (name) => likely([name], ids)[0]?.id,
          ),
        ),
        token: operation.role === 'public' ? undefined : await admin.token(),
      },
    );
    if (operation.tag === 'auth' && operation.method !== 'get' && said.status < 300) admin.signInAgain();
    return said;
  };

  it('answers as it is described: status, media type, headers and schema', async () => {
    const compile = compiler(fleet.document);
    const faults: string[] = [];
    const succeeded: string[] = [];
    for (const operation of inOrder(operationsOf(fleet.document))) {
      const { status, text, headers } = await ask(operation);
      const fault = (what: string): number => faults.push(`${operation.name} answers ${status} ${what}`);
      const listed = operation.object.responses[String(status)];
      if (!listed) {
        fault(`, which is not listed: ${text.slice(0, 200)}`);
        continue;
      }
      const { content = {} } = responseOf(fleet.document, listed);
      const type = (headers.get('content-type') ?? '').split(';')[0] ?? '';
      if (text !== '' && !(type in content)) fault(`as ${type}`);
      const { schema } = content[type] ?? {};
      if (schema && (type === JSON_TYPE || type === PROBLEM_TYPE)) {
        const fits = compile(schema);
        if (!fits(JSON.parse(text))) fault(`that does not fit: ${JSON.stringify(fits.errors?.slice(0, 3))}`);
      }
      if (!headers.get('x-request-id')) fault('without X-Request-Id');
      if (operation.body && text.includes('"REQUEST_INVALID"') && !text.includes('names nothing'))
        fault(`to its own example: ${text.slice(0, 300)}`);
      if (status < 300) succeeded.push(operation.name);
    }
    const share = `${succeeded.length} of ${operationsOf(fleet.document).length}`;
    process.stdout.write(`${share} operations succeeded with their examples\n`);
    expect(faults).toEqual([]);
  });
});

/** Where two descriptions differ, in a few words: a diff of all of it would fill a book. */
function differences(served: unknown, committed: unknown, where = ''): string[] {
  if (JSON.stringify(served) === JSON.stringify(committed)) return [];
  const areRecords = [served, committed].every((each) => typeof each === 'object' && each !== null);
  if (!areRecords || where.split(' > ').length > 4) return [where];
  const [one, other] = [served, committed] as [Record<string, unknown>, Record<string, unknown>];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differences(one[key], other[key], where ? `${where} > ${key}` : key));
}

/** Reading first, what takes something away last: each finds what it is about. */
const ORDER = ['get', 'post', 'put', 'patch', 'delete'];
const inOrder = (operations: readonly Operation[]): Operation[] =>
  [...operations].sort((one, other) => ORDER.indexOf(one.method) - ORDER.indexOf(other.method));
