import { modelStandIn } from './model-stand-in';

/** `npm run models:stand-in [port]`: runs until Ctrl-C, and says how services find it. */
async function run(): Promise<void> {
  const standIn = await modelStandIn({ port: Number(process.argv[2] ?? 0) });
  const lines = Object.entries(standIn.environment).map(([name, value]) => `${name}=${value}`);
  console.log(
    [
      'Models at',
      ...lines,
      `Usage: GET ${standIn.url}/meter. Faults: PUT ${standIn.url}/faults {"faults":[{"kind":"overloaded","nth":3}]}`,
    ].join('\n'),
  );
  const stop = (): void => void standIn.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
}

if (require.main === module) {
  run().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
