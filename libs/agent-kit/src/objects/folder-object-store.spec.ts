import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { FolderObjectStore } from './folder-object-store';

let folder: string;
let store: FolderObjectStore;
const workspace = uuidv7();
const other = uuidv7();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'raptor-objects-'));
  store = new FolderObjectStore({ folder, maxBytes: 1_000 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async (): Promise<string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map(({ name }) => name);
};

it('gives back what it was given, byte for byte, and undefined for what is not there', async () => {
  const content = Buffer.from([0, 255, 10, 13]);
  await store.put(`${workspace}/evidence/a.json`, content);
  expect(await store.get(`${workspace}/evidence/a.json`)).toEqual(content);
  expect(await store.get(`${workspace}/evidence/b.json`)).toBeUndefined();
  expect(await store.get(`${other}/evidence/a.json`)).toBeUndefined();
  expect(await store.get(`${workspace}/evidence/a.json/deeper`)).toBeUndefined();
});

it('replaces an object as a whole: readers see the old one or the new one', async () => {
  const key = `${workspace}/evidence/a.json`;
  const versions = ['a', 'b'].map((letter) => Buffer.from(letter.repeat(1_000)));
  await store.put(key, versions[0]!);
  let isWriting = true;
  const writing = Promise.all(Array.from({ length: 40 }, (_, at) => store.put(key, versions[at % 2]!))).finally(
    () => (isWriting = false),
  );
  while (isWriting) {
    const seen = await store.get(key);
    expect(versions.some((version) => seen?.equals(version))).toBe(true);
  }
  await writing;
  expect(await files()).toEqual(['a.json']);
});

it.each([
  '../a',
  'a',
  '',
  '/etc/passwd',
  `${'0'.repeat(36)}/a`,
  `${workspace}`,
  `${workspace}/`,
  `${workspace}/..`,
  `${workspace}/../${other}/a`,
  `${workspace}/a/../../x`,
  `${workspace}/.hidden`,
  `${workspace}//a`,
  `${workspace}/a\\..\\b`,
  `${workspace}/a\0b`,
  `${workspace}/%2e%2e/a`,
  `${workspace}/A`,
  `${workspace}/${'a'.repeat(200)}`,
  `${workspace.toUpperCase()}/a`,
])('takes no key that could lead elsewhere: %j', async (key) => {
  await expect(store.put(key, Buffer.from('x'))).rejects.toThrow(TypeError);
  await expect(store.get(key)).rejects.toThrow(TypeError);
  expect(await files()).toEqual([]);
});

it('removes all of a workspace, of that one only, and again without harm', async () => {
  for (const key of [`${workspace}/a`, `${workspace}/deep/er/b`, `${other}/a`]) await store.put(key, Buffer.from(key));
  expect(await store.removeWorkspace(workspace)).toBe(2);
  expect(await store.removeWorkspace(workspace)).toBe(0);
  expect(await store.get(`${workspace}/a`)).toBeUndefined();
  expect(await store.get(`${other}/a`)).toEqual(Buffer.from(`${other}/a`));
  await expect(store.removeWorkspace('..')).rejects.toThrow(TypeError);
  await expect(store.removeWorkspace('')).rejects.toThrow(TypeError);
});

it('takes nothing that is too large', async () => {
  await expect(store.put(`${workspace}/a`, Buffer.alloc(1_001))).rejects.toMatchObject({ code: 'REQUEST_TOO_LARGE' });
  expect(await files()).toEqual([]);
});

it('says that it is away, and leaves no draft, when the folder cannot be used', async () => {
  await writeFile(join(folder, 'file'), '');
  const broken = new FolderObjectStore({ folder: join(folder, 'file'), maxBytes: 10 });
  await expect(broken.put(`${workspace}/a`, Buffer.from('x'))).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    retry: 'later',
  });
  await chmod(folder, 0o700);
  expect(await files()).toEqual(['file']);
});
