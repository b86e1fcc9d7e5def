import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');

/** Absolute path of something in the repository. */
export const repositoryPath = (path: string): string => join(root, path);

export const readText = (path: string): string => readFileSync(repositoryPath(path), 'utf8');

/** A YAML file with its anchors and merge keys resolved, as Compose and gcloud read it. */
export const readYaml = (path: string): unknown => parse(readText(path), { merge: true, maxAliasCount: -1 }) as unknown;
