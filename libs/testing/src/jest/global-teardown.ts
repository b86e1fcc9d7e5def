import { endTestRun } from '../infrastructure/test-run';

/** For jest's `globalTeardown`, in the same projects. */
export default async function globalTeardown(): Promise<void> {
  await endTestRun();
}
