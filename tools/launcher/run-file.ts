import type { DemoSecrets } from './secrets';
import { readFileSync, rmSync } from 'node:fs';
import type { ServiceKey } from './fleet-services';
import { writePrivateJson } from './state-folder';

/** How other programs find a running fleet: scripts, benchmarks, end-to-end tests. Holds passwords, hence mode 0600. */
export interface RunFile {
  readonly version: 1;
  readonly startedAt: string;
  readonly launcherPid: number;
  readonly gatewayUrl: string;
  readonly services: readonly { key: ServiceKey; replica: string; url: string; pid: number }[];
  readonly postgres: { ownerUrl: string; roleUrls: Record<ServiceKey, string> };
  readonly redis: { busUrl: string; cacheUrl: string };
  readonly chroma: { url: string };
  readonly demo: DemoSecrets;
  /** Where `npm run demo` serves the sites of examples; services of a fleet in development may read them there. */
  readonly demoSites: readonly { readonly name: string; readonly url: string }[];
}

/** Written once everything is ready, and again whenever a service was restarted. */
export function writeRunFile(path: string, run: RunFile): void {
  writePrivateJson(path, run);
}

/** Undefined when there is none, which means: no fleet is ready. */
export function readRunFile(path: string): RunFile | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RunFile;
  } catch {
    return undefined;
  }
}

export function removeRunFile(path: string): void {
  rmSync(path, { force: true });
}
