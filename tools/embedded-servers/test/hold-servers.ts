import { startServers } from '..';

/** A launcher in miniature: starts servers in the folder given, says so in a line of JSON, and holds them until it is killed. */
async function holdServers(): Promise<void> {
  const [dataDir = '', mode, waitFor] = process.argv.slice(2);
  const servers = await startServers({ dataDir, env: process.env, ephemeral: mode === 'ephemeral' });
  if (waitFor) servers.stopAfter([Number(waitFor)]);
  const { postgres, redisBus, redisCache, chroma } = servers;
  process.stdout.write(`${JSON.stringify([postgres, redisBus, redisCache, chroma])}\n`);
  setInterval(() => undefined, 60_000);
}

holdServers().catch((error: unknown) => {
  process.stdout.write(`${JSON.stringify({ failure: String(error) })}\n`);
  process.exit(1);
});
