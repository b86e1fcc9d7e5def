import type { Socket } from 'node:net';
import { Client, type QueryConfig } from 'pg';
import { StatementNames } from './statement-names';

/** Of all connections of this process: what one of them learns holds for the others. */
const names = new StatementNames();

type Arguments = readonly [query: string | QueryConfig, values?: unknown[], ...others: unknown[]];

/**
 * A connection to PostgreSQL that has each of its statements parsed and planned once, not each time it is run, and that sends what is asked of it in
 * one turn of the event loop as one packet. A transaction of one statement costs half the processor time by it (`npm run bench:api`).
 */
export class PreparingClient extends Client {
  private isHeldBack = false;

  /** As of `pg`, which declares it in eight ways. */
  override query(...given: never[]): never {
    const args = given as unknown as Arguments;
    this.holdBack();
    const name = nameFor(args);
    if (name === undefined) return this.ask(...args) as never;
    const [text, values] = args as readonly [string, unknown[]];
    const answer = this.ask({ name, text, values }) as Promise<unknown>;
    answer.catch((error: unknown) => names.noteFailure(error));
    return answer as never;
  }

  private ask(...args: Arguments): unknown {
    return super.query(...(args as unknown as [string]));
  }

  private holdBack(): void {
    if (this.isHeldBack) return;
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    this.isHeldBack = true;
    stream.cork();
    process.nextTick(() => {
      this.isHeldBack = false;
      stream.uncork();
    });
  }
}

/** Only statements with parameters come often with the same words. */
const nameFor = ([query, values, ...others]: Arguments): string | undefined =>
  typeof query === 'string' && Array.isArray(values) && others.length === 0 ? names.of(query) : undefined;
