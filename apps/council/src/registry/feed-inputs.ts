/** An assignment whose output another one gets. */
export interface Predecessor {
  readonly id: string;
  /** Under which name among the `inputs`; its id where none is given. */
  readonly as?: string;
  /** Where it fails, the other goes on with `null` in its place. */
  readonly isOptional?: boolean;
}

/** The name in an input under which the outputs of what was waited for stand, each by its own name. */
export const INPUTS = 'inputs';

const NAME = /^[a-zA-Z][\w-]{0,63}$/;

/** Stands in a stored input for an output that is still to come. */
interface Place {
  readonly assignmentId: string;
  readonly isOptional: boolean;
}

/** What is wrong with the names of predecessors. */
export function problemsOfNames(input: Readonly<Record<string, unknown>>, after: readonly Predecessor[]): string[] {
  const names = after.map(nameOf);
  return [
    ...(after.length > 0 && Object.hasOwn(input, INPUTS) ? [`"${INPUTS}" is for what comes of others`] : []),
    ...after.flatMap(({ as }) => (as === undefined || NAME.test(as) ? [] : [`"${as}" is no name for an input`])),
    ...(new Set(names).size < names.length ? ['Two inputs have the same name'] : []),
  ];
}

/** The input as it is stored: with a place for each output. As it was, for one that waits for nothing. */
export function withPlaces(
  input: Readonly<Record<string, unknown>>,
  after: readonly Predecessor[],
): Record<string, unknown> {
  if (after.length === 0) return { ...input };
  const places = after.map((each): [string, Place] => [
    nameOf(each),
    { assignmentId: each.id, isOptional: each.isOptional ?? false },
  ]);
  return { ...input, [INPUTS]: Object.fromEntries(places) };
}

/** The input as the agent gets it: `{..., inputs: {<name>: <output>}}`; `null` for what has failed and was optional. */
export function fed(
  input: Readonly<Record<string, unknown>>,
  after: readonly string[],
  outputs: ReadonlyMap<string, unknown>,
): Record<string, unknown> {
  if (after.length === 0) return { ...input };
  const entries = placesIn(input).map(([name, { assignmentId }]) => [name, outputs.get(assignmentId) ?? null]);
  return { ...input, [INPUTS]: Object.fromEntries(entries) };
}

/** Which of what it waits for it can do without. */
export const optionalIn = (input: Readonly<Record<string, unknown>>): string[] =>
  placesIn(input).flatMap(([, { assignmentId, isOptional }]) => (isOptional ? [assignmentId] : []));

const nameOf = ({ id, as }: Predecessor): string => as ?? id;

function placesIn(input: Readonly<Record<string, unknown>>): [string, Place][] {
  const places = input[INPUTS];
  if (typeof places !== 'object' || places === null) return [];
  return Object.entries(places).filter((entry): entry is [string, Place] => isPlace(entry[1]));
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' && value !== null && 'assignmentId' in value && typeof value.assignmentId === 'string';
