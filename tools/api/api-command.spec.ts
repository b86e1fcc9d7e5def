import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiCommand } from './api-command';
import type { ApiDocument } from './document';
import { aDocument } from './test/a-document';

describe('npm run api', () => {
  const root = mkdtempSync(join(tmpdir(), 'api-'));
  let described: ApiDocument;
  let said: string;
  let complained: string;

  const run = (...words: string[]): Promise<number> => {
    [said, complained] = ['', ''];
    const line = {
      words,
      environment: {},
      say: (text: string) => void (said += text),
      complain: (text: string) => void (complained += text),
    };
    return apiCommand(line, { root, describe: async () => described });
  };
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@company.example', ...words], { cwd: root });
  };

  beforeEach(() => {
    described = aDocument();
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('writes the copy and the client', async () => {
    expect(await run('check')).toBe(1);
    expect(complained).toContain('Out of date: docs/openapi.json, libs/api-client/src/generated/schemas.ts');
    expect(await run()).toBe(0);
    expect(said).toContain('Written: docs/openapi.json');
    expect(JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'))).toEqual(described);
    const client = readFileSync(join(root, 'libs/api-client/src/generated/operations.ts'), 'utf8');
    expect(client).toContain('createNote: (body: NoteRequest, options?: KeyedOptions): Promise<Note> =>');
    expect(client).toContain('listNotes: (query?: ListNotesQuery, options?: CallOptions): Promise<NotePage> =>');
    expect(client).toContain('path: `/api/v1/notes/${encodeURIComponent(id)}`');
    expect([await run(), said]).toEqual([0, 'Nothing has changed.\n']);
    expect(await run('check')).toBe(0);
  });

  it('writes what adds, and refuses what breaks unless it is told to', async () => {
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--no-verify', '--message', 'as it was');
    expect([await run('since', 'HEAD'), said]).toEqual([0, 'Programs written for HEAD go on as they are.\n']);
    described = aDocument((document) => (document.paths['/api/v1/notes']!['get']!['summary'] = 'List all notes'));
    expect(await run()).toBe(0);
    described = aDocument((document) => delete document.paths['/api/v1/notes/{id}']);
    expect(await run()).toBe(1);
    expect(complained).toContain('GET /api/v1/notes/{id} is gone');
    expect(await run('check')).toBe(1);
    expect(await run('--breaking')).toBe(0);
    expect(await run('check')).toBe(0);
    expect([await run('since', 'HEAD'), complained]).toEqual([1, 'GET /api/v1/notes/{id} is gone\n']);
  });

  it('says what is wrong with the description', async () => {
    described = aDocument((document) => delete document.paths['/api/v1/notes']!['get']!['x-role']);
    await run('--breaking');
    expect(complained).toContain('GET /api/v1/notes has the x-role undefined');
  });

  it.each([['--help'], ['check', 'it'], ['since'], ['since', 'HEAD', 'now']])(
    'explains itself: %s',
    async (...words) => {
      expect(await run(...words)).toBe(2);
      expect(complained).toContain('npm run api -- since <ref>');
    },
  );
});
