import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AgentDescription } from '../define-agent';

/** JSON with the names of objects in order: the same for the same, however it was written. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_name, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([one], [other]) => (one < other ? -1 : 1)))
      : entry,
  );
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const fingerprints = new WeakMap<AgentDescription, string>();

/** Changes when what an agent is asked for or how it answers changes: an answer of an older description is not given again. */
function fingerprintOf(agent: AgentDescription, version: string): string {
  const known = fingerprints.get(agent);
  if (known) return known;
  const { code, tier, purpose, gather, floor, prompt, finish, check } = agent;
  const schemas = [agent.input, agent.output].map((schema) =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  );
  const deeds = [gather, floor, prompt, finish, check].map((deed) => deed?.toString() ?? '');
  const fingerprint = sha256(canonicalJson([version, code, tier, purpose, schemas, deeds]));
  fingerprints.set(agent, fingerprint);
  return fingerprint;
}

/** What makes two questions the same, for the workspace of both. */
export interface QuestionOfRun {
  /** SHA-256, in hex; of the description's version, too. */
  readonly hash: string;
  /** The same in words, by which nearly the same questions are found. */
  readonly text: string;
}

/** @param version of the service: what a description calls in other files changes with it. */
export function questionOf(agent: AgentDescription, task: unknown, version: string): QuestionOfRun {
  const key = canonicalJson(agent.cache?.key ? agent.cache.key(task) : task);
  return { hash: sha256(`${fingerprintOf(agent, version)} ${key}`), text: wordsOf(key) };
}

/** Names and values in their order, without the marks of JSON. */
const wordsOf = (json: string): string =>
  json
    .replaceAll(/\\["\\/bfnrt]|[{}[\]",]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * Whether two questions that read alike are about the same things: the same numbers, names, addresses and ids. "10 % off" is not "20 % off",
 * however near the vectors are.
 */
export const sameParticulars = (one: string, other: string): boolean => particularsOf(one) === particularsOf(other);

const PARTICULAR = /https?:\/\/\S+|[\w.-]+\.[a-z]{2,}\b|\p{L}*\d[\p{L}\d.,:%-]*|(?<!^)\b\p{Lu}[\p{L}\p{M}]+/gu;

const particularsOf = (text: string): string =>
  [...new Set((text.match(PARTICULAR) ?? []).map((word) => word.toLowerCase()))].sort().join('\n');
