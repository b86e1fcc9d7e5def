import { setTimeout as delay } from 'node:timers/promises';
import type { AgentHome } from '@raptor/contracts';
import { addressesOf } from './addresses';
import { GuildMemories } from './guild-memories';
import { readWish, USAGE, type Wish } from './wish';

const LOOK_EVERY_MS = 500;
/** Without progress for so long, whoever waits is told to look at the guild. */
const PATIENCE_MS = 120_000;

/** Ops' way to what agents remember: `npm run memories -- rebuild --guild muse`. */
async function main(args: string[]): Promise<number> {
  const wish = readWish(args);
  if (typeof wish === 'string') {
    process.stderr.write(`${wish}\n\n${USAGE}`);
    return 2;
  }
  for (const home of wish.homes) await within(home, wish);
  return 0;
}

async function within(home: AgentHome, wish: Wish): Promise<void> {
  const memories = new GuildMemories(home, addressesOf(home, wish.homes.length === 1));
  try {
    for (const workspaceId of wish.workspaceId ? [wish.workspaceId] : await memories.workspaces()) {
      if (wish.command === 'rebuild') {
        await memories.rebuild(workspaceId);
        if (wish.wait) await untilRebuilt(memories, home, workspaceId);
      }
      const { memories: all, waiting } = await memories.count(workspaceId);
      process.stdout.write(`${home.padEnd(9)} ${workspaceId}  ${all} memories, ${waiting} wait to be indexed\n`);
    }
  } finally {
    await memories.close();
  }
}

async function untilRebuilt(memories: GuildMemories, home: AgentHome, workspaceId: string): Promise<void> {
  let [least, since] = [Number.POSITIVE_INFINITY, performance.now()];
  for (;;) {
    const { waiting } = await memories.count(workspaceId);
    if (waiting === 0) return;
    if (waiting < least) [least, since] = [waiting, performance.now()];
    if (performance.now() - since > PATIENCE_MS)
      throw new Error(
        `${waiting} memories of ${workspaceId} still wait to be indexed: is ${home} running, and ChromaDB?`,
      );
    await delay(LOOK_EVERY_MS);
  }
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
