/**
 * Where texts are kept that are too long for a row. Keys are `<workspace id>/<name>/...`: lower-case letters, digits, `-`, `_` and `.`, so that
 * everything of a workspace is found, and removed, by its beginning.
 */
export interface ObjectStore {
  /** Stores all of it or nothing. What is there under the key is replaced. @throws AppError when it is too large or cannot be stored. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** undefined: nothing is there. */
  get(key: string): Promise<Buffer | undefined>;
  /** Removes everything of a workspace; again does no harm. @returns how many objects went. */
  removeWorkspace(workspaceId: string): Promise<number>;
}

const WORKSPACE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PART = /^[a-z0-9][a-z0-9._-]{0,127}$/;

/** Parts of a key. @throws TypeError for a key that is none: our own mistake, whatever a stranger had sent. */
export function partsOfKey(key: string): readonly [workspaceId: string, ...names: string[]] {
  const [workspaceId = '', ...names] = key.split('/');
  if (names.length === 0 || !names.every((name) => PART.test(name)))
    throw new TypeError(`${JSON.stringify(key.slice(0, 200))} is no key of an object`);
  return [checkedWorkspaceId(workspaceId), ...names];
}

/** @throws TypeError */
export function checkedWorkspaceId(workspaceId: string): string {
  if (!WORKSPACE.test(workspaceId))
    throw new TypeError('An object belongs to a workspace: the first part of its key is a UUID');
  return workspaceId;
}
