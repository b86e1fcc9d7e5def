import { startOwnServers } from './own-servers';
import { Arena, sumOf } from './outbox/arena';
import type { ContenderName } from './outbox/contenders';
async function main() {
  const servers = await startOwnServers({ postgres: true });
  const arena = new Arena(servers);
  try {
    console.log(await arena.open());
    const names = (process.argv[2]?.split(',') ?? ['graphile-worker', 'pg-boss']) as ContenderName[];
    for (const name of names) await arena.drain(name, 1000);
    for (let i = 0; i < Number(process.env.ROUNDS ?? 2); i++)
      for (const name of names) {
        const d = await arena.drain(name, Number(process.env.N ?? 10000));
        console.log(name, Math.round(d.perSecond), Math.round(sumOf(d.cpuPerMessage)), JSON.stringify(d));
      }
  } finally {
    await arena.close();
    await servers.stop();
  }
}
main().catch((e) => {
  console.error(e);
  process.exitCode = 1;
});
