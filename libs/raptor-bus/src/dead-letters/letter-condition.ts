import { validate as isUuid } from 'uuid';
import type { LetterFilter, LetterState } from './letter';

/** The part of a statement after WHERE. `add` gives the next parameter its place. */
export class LetterCondition {
  readonly values: unknown[];
  private readonly parts: string[] = [];

  /** @param values of parameters that the statement has already. */
  constructor(...values: unknown[]) {
    this.values = values;
  }

  get text(): string {
    return this.parts.join(' AND ') || 'true';
  }

  add(part: (parameter: string) => string, value: unknown): this {
    if (value === undefined) return this;
    this.values.push(value);
    this.parts.push(part(`$${this.values.length}`));
    return this;
  }

  inStates(states: readonly LetterState[] | undefined): this {
    return this.add((parameter) => `state = ANY(${parameter}::text[])`, states);
  }

  matching({ reason, name, channel, group, workspaceId, since, until }: LetterFilter): this {
    if (workspaceId === null) this.parts.push('workspace_id IS NULL');
    return this.add((parameter) => `reason = ${parameter}`, reason)
      .add((parameter) => `name = ${parameter}`, name)
      .add((parameter) => `channel = ${parameter}`, channel)
      .add((parameter) => `consumer_group = ${parameter}`, group)
      .add((parameter) => `workspace_id = ${parameter}::uuid`, workspaceId ?? undefined)
      .add((parameter) => `created_at >= ${parameter}::timestamptz`, since?.toISOString())
      .add((parameter) => `created_at < ${parameter}::timestamptz`, until?.toISOString());
  }

  /** What is no id of a letter matches none. */
  withIds(ids: readonly string[]): this {
    return this.add(
      (parameter) => `id = ANY(${parameter}::uuid[])`,
      ids.filter((id) => isUuid(id)),
    );
  }
}

/** An id, several, or a filter, as a filter on rows. @throws Error for a filter that says nothing: it would be about every letter. */
export function chosenBy(which: string | readonly string[] | LetterFilter): (condition: LetterCondition) => void {
  if (typeof which === 'string') return (condition) => void condition.withIds([which]);
  if (isList(which)) return (condition) => void condition.withIds(which);
  if (Object.values(which).every((value) => value === undefined)) {
    throw new Error('Say which letters: a filter that says nothing is about all of them');
  }
  return (condition) => void condition.matching(which);
}

const isList = (which: readonly string[] | LetterFilter): which is readonly string[] => Array.isArray(which);
