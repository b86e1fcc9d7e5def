import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandLine } from '../database/command-line';
import { apiFiles, committedDocument, DOCUMENT, ROOT, staleFiles } from './api-files';
import { breakingChanges } from './breaking-changes';
import { describedApi } from './described-api';
import type { ApiDocument } from './document';
import { complaintsAbout } from './lint';

const USAGE = `npm run api                  writes docs/openapi.json and the client in libs/api-client from what the gateway says of itself
npm run api -- --breaking    also when programs written for the copy that is there would trip over it
npm run api -- check         says what would be written, and what would break; writes nothing
npm run api -- since <ref>   what has broken since a commit, such as origin/main
`;

/** What the command works on; tests have their own. */
export interface Workplace {
  readonly root: string;
  describe(): Promise<ApiDocument>;
}

const HERE: Workplace = { root: ROOT, describe: describedApi };

/** `npm run api`. */
export async function apiCommand(line: CommandLine, place: Workplace = HERE): Promise<number> {
  const [word, ref, ...more] = line.words;
  if (more.length > 0) return misused(line);
  if (word === undefined || (word === '--breaking' && ref === undefined))
    return write(line, place, word === '--breaking');
  if (word === 'check' && ref === undefined) return check(line, place);
  if (word === 'since' && ref !== undefined) return since(line, place, ref);
  return misused(line);
}

function misused({ complain }: CommandLine): number {
  complain(USAGE);
  return 2;
}

async function write(
  { say, complain }: CommandLine,
  { root, describe }: Workplace,
  mayBreak: boolean,
): Promise<number> {
  const described = await describe();
  const broken = brokenSince(committedDocument(root), described);
  complain(inLines(complaintsAbout(described)));
  if (broken.length > 0 && !mayBreak) {
    complain(`${inLines(broken)}Programs would trip over this. On purpose: npm run api -- --breaking\n`);
    return 1;
  }
  const files = apiFiles(described);
  const stale = staleFiles(files, root);
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files[path] ?? '');
  }
  say(stale.length === 0 ? 'Nothing has changed.\n' : `Written: ${stale.join(', ')}.\n`);
  return 0;
}

async function check({ say, complain }: CommandLine, { root, describe }: Workplace): Promise<number> {
  const described = await describe();
  const stale = staleFiles(apiFiles(described), root);
  const broken = brokenSince(committedDocument(root), described);
  if (stale.length + broken.length === 0) {
    say('The copy and the client are what the gateway says of itself.\n');
    return 0;
  }
  complain(`${inLines(broken)}Out of date: ${stale.join(', ')}. Run: npm run api\n`);
  return 1;
}

async function since({ say, complain }: CommandLine, { root, describe }: Workplace, ref: string): Promise<number> {
  const before = execFileSync('git', ['show', `${ref}:${DOCUMENT}`], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const broken = breakingChanges(JSON.parse(before) as ApiDocument, await describe());
  if (broken.length === 0) say(`Programs written for ${ref} go on as they are.\n`);
  else complain(inLines(broken));
  return broken.length === 0 ? 0 : 1;
}

const brokenSince = (before: ApiDocument | undefined, after: ApiDocument): string[] =>
  before ? breakingChanges(before, after) : [];

const inLines = (sentences: readonly string[]): string => sentences.map((sentence) => `${sentence}\n`).join('');
