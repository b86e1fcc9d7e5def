import { v7 as uuidv7 } from 'uuid';
import { jsonBodyOf, operationsOf, successOf, type Operation, type Parameter } from '../../../tools/api/document';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import {
  addressOf,
  bodyFor,
  idPlaces,
  isId,
  neededQuery,
  withOtherNames,
  withValue,
  type PathValue,
} from './support/api-requests';
import { likely, wordsFor } from './support/likely-ids';
import { inParallel } from './support/in-parallel';
import { askText, type Said } from './support/said';
import { signingIn, type SigningIn } from './support/signing-in';
import { WorkspaceRows, type KnownId } from './support/workspace-rows';

const ANY_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const ANY_TIME = /\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g;

/** What they answer is no row: who plants a workspace plants none of it. */
const FROM_THE_OBJECT_STORE = new Set(['GET /api/v1/assets/{id}/image']);

/** What an answer says, whichever id and whatever time it is about. */
const saidIn = ({ status, text }: Said): string =>
  `${status} ${text}`.replace(ANY_ID, '<id>').replace(ANY_TIME, '<time>');

describe("another tenant's ids", () => {
  let fleet: WholeFleet;
  let operations: Operation[];
  let rows: WorkspaceRows;
  let ours: string;
  let theirs: string;
  let us: SigningIn;
  let them: SigningIn;
  let ourIds: KnownId[];
  let theirIds: KnownId[];

  interface Asked {
    readonly at?: PathValue;
    readonly body?: unknown;
    readonly query?: string;
    readonly headers?: Record<string, string>;
    readonly by?: SigningIn;
  }

  const ask = async (operation: Operation, asked: Asked = {}): Promise<Said> => {
    const path = addressOf(fleet.document, operation, asked.at);
    const query = asked.query ?? neededQuery(fleet.document, operation);
    const body = withOtherNames(asked.body ?? bodyFor(fleet.document, operation, 'needed'));
    const person = asked.by ?? us;
    const token = await person.token();
    const answer = await askText(fleet.gateway.url, operation.method.toUpperCase(), `${path}${query}`, {
      body,
      token,
      headers: asked.headers,
    });
    if (operation.tag === 'auth' && operation.method !== 'get' && answer.status < 300) person.signInAgain();
    return answer;
  };

  beforeAll(async () => {
    fleet = await startWholeFleet();
    // Signing in and out is about persons, not about what a workspace has.
    operations = operationsOf(fleet.document).filter(({ role }) => role !== 'public');
    [ours, theirs] = [uuidv7(), uuidv7()];
    for (const id of [ours, theirs]) await fleet.plantWorkspace(id);
    [us, them] = [await signingIn(fleet, ours, 'admin'), await signingIn(fleet, theirs, 'admin')];
    await Promise.all([us.token(), them.token()]);
    rows = await WorkspaceRows.open(fleet.admin);
    [ourIds, theirIds] = [await rows.idsOf(ours), await rows.idsOf(theirs)];
  });

  afterAll(() => fleet.stop());

  let before: Record<string, string>;
  beforeEach(async () => {
    before = await rows.hashesOf(theirs);
  });
  afterEach(async () => {
    expect(await rows.hashesOf(theirs)).toEqual(before);
    expect(
      await rows.tablesThatHold(
        ours,
        theirIds.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  /** Each way to put one of these ids into the path, with the others random. */
  const pathsWith = (operation: Operation, ids: readonly KnownId[]): PathValue[] => {
    const parts = operation.parameters.filter((each) => each.in === 'path' && isId(each.schema));
    return parts.flatMap((part) =>
      likely(wordsFor(operation, part), ids).map(
        ({ id }): PathValue =>
          (parameter) =>
            parameter === part ? id : isId(parameter.schema) ? ownFor(operation, parameter) : undefined,
      ),
    );
  };

  /** One of our own where it leads further than a random one. */
  const ownFor = (operation: Operation, parameter: Parameter): string =>
    likely(wordsFor(operation, parameter), ourIds)[0]?.id ?? uuidv7();

  it('in a path lead where an id of nobody leads', async () => {
    const faults: string[] = [];
    const statuses = new Map<number, number>();
    const found = new Set<string>();
    const withIds = operations.filter((each) => pathsWith(each, theirIds).length > 0);
    await inParallel(withIds, 4, async (operation) => {
      for (const at of pathsWith(operation, theirIds)) {
        const random: PathValue = (parameter) =>
          theirIds.some(({ id }) => id === at(parameter)) ? uuidv7() : at(parameter);
        const [foreign, nobodys] = [await ask(operation, { at }), await ask(operation, { at: random })];
        statuses.set(foreign.status, (statuses.get(foreign.status) ?? 0) + 1);
        if (saidIn(foreign) !== saidIn(nobodys))
          faults.push(`${operation.name}: ${saidIn(foreign)} instead of ${saidIn(nobodys)}`);
      }
      if (operation.method !== 'get') return;
      for (const at of pathsWith(operation, ourIds))
        if ((await ask(operation, { at })).status < 300) found.add(operation.name);
    });
    const reads = withIds.filter(({ method }) => method === 'get').map(({ name }) => name);
    process.stdout.write(`${withIds.length} operations with ids: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
    expect(faults).toEqual([]);
    expect(reads.filter((name) => !found.has(name) && !FROM_THE_OBJECT_STORE.has(name))).toEqual([]);
  });

  it('in a body are as good as an id of nobody', async () => {
    const faults: string[] = [];
    let tried = 0;
    await inParallel(operations, 4, async (operation) => {
      const schema = jsonBodyOf(operation);
      const full = bodyFor(fleet.document, operation, 'all');
      for (const place of schema ? idPlaces(fleet.document, schema) : []) {
        const named = String(place.filter((part) => typeof part === 'string').at(-1) ?? '');
        const own: PathValue = (parameter) => (isId(parameter.schema) ? ownFor(operation, parameter) : undefined);
        const withId = (id: string): Promise<Said> =>
          ask(operation, { at: own, body: withValue(bodyFor(fleet.document, operation, 'needed'), full, place, id) });
        const nobodys = await withId(uuidv7());
        for (const { id } of likely([named], theirIds)) {
          const foreign = await withId(id);
          tried += 1;
          if (saidIn(foreign) !== saidIn(nobodys))
            faults.push(`${operation.name} ${place.join('.')}: ${saidIn(foreign)} instead of ${saidIn(nobodys)}`);
        }
      }
    });
    process.stdout.write(`${tried} bodies with ids of others\n`);
    expect(faults).toEqual([]);
  });

  it('in a query find what an id of nobody finds', async () => {
    const faults: string[] = [];
    await inParallel(operations, 4, async (operation) => {
      for (const { name } of operation.parameters.filter((each) => each.in === 'query' && isId(each.schema))) {
        const withId = (id: string): Promise<Said> => ask(operation, { query: `?${name}=${id}` });
        const nobodys = saidIn(await withId(uuidv7()));
        for (const { id } of likely([name], theirIds)) {
          const foreign = saidIn(await withId(id));
          if (foreign !== nobodys) faults.push(`${operation.name} ${name}: ${foreign} instead of ${nobodys}`);
        }
      }
    });
    expect(faults).toEqual([]);
  });

  it('in X-Workspace-Id are refused as an id of nobody is', async () => {
    const faults: string[] = [];
    await inParallel(operations, 4, async (operation) => {
      const naming = (id: string): Promise<Said> => ask(operation, { headers: { 'x-workspace-id': id } });
      const [foreign, nobodys] = [await naming(theirs), await naming(uuidv7())];
      if (foreign.status !== 403 || saidIn(foreign) !== saidIn(nobodys))
        faults.push(`${operation.name}: ${saidIn(foreign)} and ${saidIn(nobodys)}`);
    });
    expect(faults).toEqual([]);
  });

  it('in a cursor are a place in our own list', async () => {
    const faults: string[] = [];
    const theirTexts = theirIds.map(({ id }) => id);
    let tried = 0;
    const lists = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'));
    await inParallel(lists, 4, async (operation) => {
      const at =
        (ids: readonly KnownId[]): PathValue =>
        (parameter) =>
          isId(parameter.schema) ? likely(wordsFor(operation, parameter), ids)[0]?.id : undefined;
      const [first, cursors] = await cursorsOf(operation, at(theirIds));
      if (first.status !== 200) return;
      for (const cursor of cursors) {
        const answer = await ask(operation, {
          at: at(ourIds),
          query: `${withAnd(neededQuery(fleet.document, operation))}limit=100&cursor=${encodeURIComponent(cursor)}`,
        });
        tried += 1;
        if (answer.status >= 500 || theirTexts.some((id) => answer.text.includes(id)))
          faults.push(`${operation.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    });
    process.stdout.write(`${lists.length} lists, ${tried} cursors\n`);
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });

  /** Their own first page, and cursors into their list: the one they are given, and one made of each row. */
  const cursorsOf = async (operation: Operation, at: PathValue): Promise<[Said, string[]]> => {
    const first = await ask(operation, { by: them, at });
    const body = (first.status === 200 ? JSON.parse(first.text) : {}) as {
      items?: { id?: string; created_at?: string }[];
      next_cursor?: string | null;
    };
    const made = (body.items ?? []).flatMap(({ id, created_at: when }) =>
      id && when ? [Buffer.from(JSON.stringify(['-created_at', when, id])).toString('base64url')] : [],
    );
    return [first, [...(body.next_cursor ? [body.next_cursor] : []), ...made]];
  };

  it('are not in any answer that we get', async () => {
    const texts = theirIds.map(({ id }) => id);
    const faults: string[] = [];
    await inParallel(
      operations.filter(({ method }) => method === 'get'),
      4,
      async (operation) => {
        const at: PathValue = (parameter) => (isId(parameter.schema) ? ownFor(operation, parameter) : undefined);
        const { text } = await ask(operation, { at });
        if (texts.some((id) => text.includes(id))) faults.push(operation.name);
      },
    );
    expect(faults).toEqual([]);
    expect(successOf(fleet.document, operations[0]!)).toBeDefined();
  });
});

const withAnd = (query: string): string => (query ? `${query}&` : '?');
