import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = join(__dirname, '..');
const tsc = join(home, '..', '..', 'node_modules', 'typescript', 'bin', 'tsc');

/** A page of a frontend: nothing of Node is known there. */
const PAGE = `
import { ApiProblem, createApi, eachItem, type TokenResponse } from './client';

const api = createApi({ baseUrl: location.origin, token: () => localStorage.getItem('token') ?? undefined });

export async function signIn(email: string, password: string): Promise<TokenResponse | string> {
  try {
    return await api.auth.login({ email, password });
  } catch (error) {
    if (ApiProblem.is(error, 'AUTH_INVALID_CREDENTIALS')) return error.suggestion ?? '';
    throw error;
  }
}
export const all = eachItem(async (query?: { cursor?: string }) => ({ items: [query?.cursor], next_cursor: null }));
// @ts-expect-error -- a request without its fields
export const wrong = api.auth.login({ email: 'a@b.example' });
`;

/** The code of docs/api.md, as somebody would have it in a file. */
const quickstart = (): string =>
  [...readFileSync(join(home, '..', '..', 'docs', 'api.md'), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)]
    .map(([, code = '']) => code)
    .join('\n')
    .replace("'@raptor/api-client'", "'./client'");

describe('the package for frontends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-client-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const compile = (...words: string[]): void => {
    try {
      execFileSync(process.execPath, [tsc, ...words], { encoding: 'utf8' });
    } catch (error) {
      throw new Error((error as { stdout: string }).stdout, { cause: error });
    }
  };

  it('compiles as a browser sees it, and its types are for those who use it', () => {
    compile('--project', join(home, 'tsconfig.package.json'), '--outDir', join(folder, 'client'));
    writeFileSync(join(folder, 'page.ts'), PAGE);
    writeFileSync(join(folder, 'quickstart.ts'), quickstart());
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'ES2022',
          lib: ['ES2022', 'DOM'],
          module: 'ESNext',
          moduleResolution: 'Bundler',
          strict: true,
          noEmit: true,
          types: [],
        },
        files: ['page.ts', 'quickstart.ts'],
      }),
    );
    compile('--project', folder);
  });

  it('needs no other package', () => {
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
    expect(readFileSync(join(folder, 'client', 'index.js'), 'utf8')).not.toMatch(/require\("(?!\.)/);
  });
});
