import { beginTestRun } from '../infrastructure/test-run';

/** For jest's `globalSetup` in every project that needs servers. A failure turns the run red and says why. */
export default async function globalSetup(): Promise<void> {
  await beginTestRun(process.env);
}
