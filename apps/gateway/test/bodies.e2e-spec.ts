import { v7 as uuidv7 } from 'uuid';
import { jsonBodyOf, operationsOf, resolved, typesOf, type Operation, type Schema } from '../../../tools/api/document';
import { startWholeFleet, type WholeFleet } from '../../../tools/api/test/whole-fleet';
import {
  addressOf,
  bodyFor,
  isId,
  neededQuery,
  takesJson,
  withIds,
  withOtherNames,
  withValue,
} from './support/api-requests';
import { likely, wordsFor } from './support/likely-ids';
import { askText, type Said } from './support/said';
import { signingIn, type SigningIn } from './support/signing-in';
import { WorkspaceRows, type KnownId } from './support/workspace-rows';

type Place = readonly (string | number)[];

/** A field of a body, however deep, and whether the description lets it be null. */
interface Field {
  readonly place: Place;
  readonly isNullable: boolean;
}

describe('bodies', () => {
  let fleet: WholeFleet;
  let admin: SigningIn;
  let ids: KnownId[];
  let operations: Operation[];

  beforeAll(async () => {
    fleet = await startWholeFleet();
    const workspaceId = uuidv7();
    await fleet.plantWorkspace(workspaceId);
    ids = await (await WorkspaceRows.open(fleet.admin)).idsOf(workspaceId);
    admin = await signingIn(fleet, workspaceId, 'admin');
    operations = operationsOf(fleet.document).filter(takesJson);
  });
  afterAll(() => fleet.stop());

  const ask = async (operation: Operation, body: unknown): Promise<Said> => {
    const path = addressOf(fleet.document, operation, (parameter) =>
      isId(parameter.schema) ? likely(wordsFor(operation, parameter), ids)[0]?.id : undefined,
    );
    const token = operation.role === 'public' ? undefined : await admin.token();
    const address = `${path}${neededQuery(fleet.document, operation)}`;
    const said = await askText(fleet.gateway.url, operation.method.toUpperCase(), address, { body, token });
    if (said.status === 401) admin.signInAgain();
    return said;
  };

  const good = (operation: Operation): unknown =>
    withOtherNames(
      withIds(
        fleet.document,
        operation,
        bodyFor(fleet.document, operation, 'all'),
        (name) => likely([name], ids)[0]?.id,
      ),
    );

  const fieldsOf = (given: Schema, around: readonly Schema[] = []): Field[] => {
    const schema = resolved(fleet.document, given);
    if (around.includes(schema)) return [];
    const within = [...around, schema];
    const own = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => [
      { place: [name], isNullable: takesNull(child) },
      ...fieldsOf(child, within).map(({ place, isNullable }) => ({ place: [name, ...place], isNullable })),
    ]);
    const inList = schema.items
      ? [{ place: [], isNullable: takesNull(schema.items) }, ...fieldsOf(schema.items, within)]
      : [];
    const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    return [
      ...own,
      ...inList.map(({ place, isNullable }) => ({ place: [0, ...place], isNullable })),
      ...parts.flatMap((part) => fieldsOf(part, within)),
    ];
  };

  const takesNull = (given: Schema): boolean => {
    const schema = resolved(fleet.document, given);
    return typesOf(schema).includes('null') || [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].some(takesNull);
  };

  it('with null in any field, however deep, are refused and the field is named, unless the description takes null', async () => {
    const faults: string[] = [];
    const asked = { refused: 0, taken: 0 };
    for (const operation of operations)
      for (const { place, isNullable } of fieldsOf(jsonBodyOf(operation) ?? {})) {
        const body = good(operation);
        const { status, text } = await ask(operation, withValue(body, body, place, null));
        const what = `${operation.name} with ${place.join('.')} null answers ${status}: ${text.slice(0, 200)}`;
        asked[isNullable ? 'taken' : 'refused'] += 1;
        if (status >= 500 || (!isNullable && !(status === 422 && names(text, place)))) faults.push(what);
      }
    process.stdout.write(`${asked.refused} fields that are never null, ${asked.taken} that may be\n`);
    expect(faults).toEqual([]);
    expect(asked.refused).toBeGreaterThan(100);
    expect(asked.taken).toBeGreaterThan(5);
  });

  it('that are missing are refused where the description needs one, and nowhere else', async () => {
    const faults: string[] = [];
    for (const operation of operations) {
      const { status, text } = await ask(operation, undefined);
      const isRefused = status === 422 && text.includes('REQUEST_INVALID');
      if (status >= 500 || isRefused !== (operation.body?.required === true))
        faults.push(`${operation.name} without a body answers ${status}: ${text.slice(0, 200)}`);
    }
    expect(faults).toEqual([]);
    expect(operations.filter(({ body }) => !body?.required).map(({ id }) => id)).toEqual(['redriveDeadLetter']);
  });
});

/** An item of a list is named by its place, or with its list. */
function names(text: string, place: Place): boolean {
  const { errors = [] } = JSON.parse(text) as { errors?: { field: string }[] };
  const isItem = typeof place.at(-1) === 'number';
  const named = [place.join('.'), ...(isItem ? [place.slice(0, -1).join('.')] : [])];
  return errors.some(({ field }) => named.includes(field));
}
