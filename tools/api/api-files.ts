import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operationsSource } from './client/operations-source';
import { schemasSource } from './client/schemas-source';
import type { ApiDocument } from './document';
import { formatted } from './formatted';

export const ROOT = join(__dirname, '..', '..');

/** The copy that is committed: what frontends have been told. */
export const DOCUMENT = 'docs/openapi.json';
const GENERATED = 'libs/api-client/src/generated';

/** What is made of a description: its copy and the client, by path. */
export function apiFiles(document: ApiDocument): Record<string, string> {
  const made = {
    [DOCUMENT]: JSON.stringify(document, null, 2),
    [`${GENERATED}/schemas.ts`]: schemasSource(document),
    [`${GENERATED}/operations.ts`]: operationsSource(document),
  };
  return Object.fromEntries(Object.entries(made).map(([path, text]) => [path, formatted(path, text)]));
}

/** The committed copy; undefined when there is none yet. */
export function committedDocument(root = ROOT): ApiDocument | undefined {
  const path = join(root, DOCUMENT);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ApiDocument) : undefined;
}

/** The files that are not as they would be written now. */
export const staleFiles = (files: Readonly<Record<string, string>>, root = ROOT): string[] =>
  Object.entries(files).flatMap(([path, text]) => {
    const file = join(root, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
  });
