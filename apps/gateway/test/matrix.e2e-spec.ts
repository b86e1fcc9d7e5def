import { includesRole, ROLES, type Role } from '@raptor/contracts';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { operationsOf, type Operation } from '../../../tools/api/document';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import { addressOf, neededQuery } from './support/api-requests';
import { inParallel } from './support/in-parallel';
import { askText, type Said } from './support/said';
import { changeMember, signingIn, type SigningIn } from './support/signing-in';

/** Refused for what the body says, after it was seen who asks: nothing is changed by it. */
const NO_BODY_AT_ALL = { 'no such field': true };

/** Who asks, and what they may by what the description says. */
interface Caller {
  readonly name: string;
  readonly person?: Pick<SigningIn, 'token' | 'signInAgain'>;
  /** What they are; nothing: they have no business here. */
  readonly role?: Role;
  /** Of an API key: what it is for; none means everything. */
  readonly scopes?: readonly string[];
  /** Where they are allowed they may be sent to sign in again: their token is older than what they are now. */
  readonly mayHaveToSignInAgain?: true;
  readonly headers?: Record<string, string>;
}

describe('who may call which operation', () => {
  let fleet: WholeFleet;
  let operations: Operation[];
  let callers: Caller[];

  const ask = async (operation: Operation, { person, headers }: Caller): Promise<Said> => {
    const path = `${addressOf(fleet.document, operation)}${neededQuery(fleet.document, operation)}`;
    const method = operation.method.toUpperCase();
    const body = operation.body ? NO_BODY_AT_ALL : undefined;
    const token = await person?.token();
    const answer = await askText(fleet.gateway.url, method, path, { body, token, headers });
    if (operation.tag === 'auth' && method !== 'GET' && answer.status < 300) person?.signInAgain();
    return answer;
  };

  const isRefused = ({ status }: Said): boolean => status === 401 || status === 403;

  /** Undefined: as it should be. */
  const fault = (operation: Operation, caller: Caller, answer: Said): string | undefined => {
    const { role } = operation;
    const said = `${answer.status} ${answer.code ?? ''}`;
    if (role === 'public') return /AUTH_REQUIRED|AUTH_FORBIDDEN/.test(said) ? `refused with ${said}` : undefined;
    if (!caller.person) return answer.status === 401 ? undefined : `is ${said}, not 401`;
    const isAllowed = isOpenTo(operation, caller);
    if (isAllowed && caller.mayHaveToSignInAgain && answer.status === 401) return undefined;
    if (isAllowed && caller.scopes && answer.status === 403 && isForPeople(operation)) return undefined;
    if (isAllowed === isRefused(answer)) return `${isAllowed ? 'refused' : 'let in'} with ${said}`;
    return undefined;
  };

  /** An API key of this workspace, made as admins make them. */
  const aKey = async (role: Role, scopes: readonly string[]): Promise<Caller> => {
    const name = `a key of an ${role} for ${scopes.join(' and ') || 'everything'}`;
    const admin = await signingIn(fleet, fleet.workspaceId, 'admin');
    const body = { name: uuidv7(), role, scopes };
    const made = await fleet.ask('POST', '/api/v1/api-keys', { body, token: await admin.token() });
    expect(made.status).toBe(201);
    const { key } = made.body as { key: string };
    return { name, role, scopes, person: { token: async () => key, signInAgain: () => undefined } };
  };

  beforeAll(async () => {
    fleet = await startWholeFleet();
    operations = operationsOf(fleet.document);
    const member = (role: Role): Promise<SigningIn> => signingIn(fleet, fleet.workspaceId, role);
    const elsewhere = uuidv7();
    await fleet.plantWorkspace(elsewhere);
    const stranger = await signingIn(fleet, elsewhere, 'admin');
    const [suspended, downgraded] = [await member('admin'), await member('admin')];
    const byAdmins = adminsOnly(operations);
    for (const person of [suspended, downgraded])
      expect(isRefused(await ask(byAdmins, { name: 'an admin', person }))).toBe(false);
    await changeMember(fleet, suspended, { status: 'suspended' });
    await changeMember(fleet, downgraded, { role: 'viewer' });
    const roles = ROLES.map(async (role): Promise<Caller> => ({ name: role, role, person: await member(role) }));
    callers = [
      { name: 'nobody' },
      ...(await Promise.all(roles)),
      { name: "another tenant's admin", role: 'admin', person: stranger },
      {
        name: "another tenant's admin, naming this one",
        person: stranger,
        headers: { 'x-workspace-id': fleet.workspaceId },
      },
      { name: 'a suspended admin', person: suspended },
      { name: 'an admin who is a viewer now', role: 'viewer', person: downgraded, mayHaveToSignInAgain: true },
    ];
  });

  afterAll(() => fleet.stop());

  it('is known within five seconds of a change', async () => {
    const byAdmins = adminsOnly(operations);
    for (const { person } of callers.slice(-2))
      await eventually(
        async () => {
          expect(isRefused(await ask(byAdmins, { name: '', person: person! }))).toBe(true);
        },
        { withinMs: 5_000, everyMs: 100 },
      );
  });

  const faultsOf = async (asking: readonly Caller[]): Promise<string[]> => {
    const faults: string[] = [];
    let asked = 0;
    for (const caller of asking)
      await inParallel(inTurn(operations), caller.person ? 4 : 8, async (operation) => {
        const found = fault(operation, caller, await ask(operation, caller));
        asked += 1;
        if (found) faults.push(`${operation.name} by ${caller.name}: ${found}`);
      });
    process.stdout.write(`${operations.length} operations, ${asking.length} callers: ${asked} answers\n`);
    return faults;
  };

  it('is what the description says, for every operation and every caller', async () => {
    expect(await faultsOf(callers)).toEqual([]);
    expect(operations.length).toBeGreaterThan(50);
  });

  it('is what the description says for API keys, too', async () => {
    const keys = [
      await aKey('admin', []),
      await aKey('viewer', []),
      await aKey('admin', ['campaigns:read', 'operations:write']),
      await aKey('admin', ['workspaces:read', 'workspaces:write', 'auth:read']),
      await aKey('operator', ['strategy:write']),
    ];
    expect(await faultsOf(keys)).toEqual([]);
  });
});

/** By the description alone. */
function isOpenTo({ role: needed, scope }: Operation, { role, scopes = [] }: Caller): boolean {
  const isInScope = scopes.length === 0 || (scope !== undefined && scopes.includes(scope));
  return role !== undefined && includesRole(role, needed as Role) && isInScope;
}

const isForPeople = ({ object }: Operation): boolean => /For people, not API keys/.test(object.description ?? '');

/** What only admins may read. */
const adminsOnly = (operations: readonly Operation[]): Operation =>
  operations.find(({ role, method, path }) => role === 'admin' && method === 'get' && !path.includes('{'))!;

/** What may end a session comes last. */
const inTurn = (operations: readonly Operation[]): Operation[] => {
  const endsSession = ({ tag, method }: Operation): boolean => tag === 'auth' && method !== 'get';
  return [...operations.filter((each) => !endsSession(each)), ...operations.filter(endsSession)];
};
