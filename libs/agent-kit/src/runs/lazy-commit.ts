/**
 * In a statement: the commit of its transaction does not wait for the disk. For what a run notes before it has bought anything: who has it, and what
 * was read for it. What a crash of Postgres can lose by it is that somebody had begun; whoever had finds no row with the next write, and it is begun
 * anew. A later commit that waits makes this one durable, too. https://www.postgresql.org/docs/17/wal-async-commit.html
 */
export const LAZY = `set_config('synchronous_commit', 'off', true)`;
