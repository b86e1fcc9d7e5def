import { startOwnServers } from './own-servers';
import { Arena, sumOf } from './bus/arena';
import { CONTENDERS, type ContenderName } from './bus/contenders';
import * as m from './bus/measures';
const extent: m.Extent = {
  seconds: Number(process.env.SECS ?? 3),
  warmUpSeconds: 1,
  latencyRate: 1000,
  askRate: 500,
  lowWaiting: 10000,
};
async function main() {
  const servers = await startOwnServers();
  const arena = new Arena(servers.redis.url, m.CONCURRENCY);
  try {
    console.log(await arena.redisVersion(), servers.redis.detail);
    for (const name of (process.argv[2]?.split(',') ?? Object.keys(CONTENDERS)) as ContenderName[]) {
      for (const bulk of name === 'BullMQ' ? [false, true] : [false]) {
        await m.throughput(arena, name, 1, bulk);
        const t = await m.throughput(arena, name, extent.seconds, bulk);
        console.log(name, bulk, Math.round(t.perSecond), Math.round(sumOf(t.cpuPerMessage)), t);
      }
      console.log(name, 'latency', await m.latency(arena, name, extent));
      if (name !== 'raw streams' && name !== 'BullMQ') {
        await m.answers(arena, name, 1);
        const t = await m.answers(arena, name, extent.seconds);
        console.log(name, 'ask', Math.round(t.perSecond), Math.round(sumOf(t.cpuPerMessage)), t);
        console.log(name, 'ask latency', await m.answerLatency(arena, name, extent));
      }
      if (name.startsWith('RaptorBus')) console.log(name, 'urgent', await m.urgentLatency(arena, name, extent));
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
