import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_KEYS, SERVICES, type ServiceKey } from './fleet-services';
import type { RunFile } from './run-file';
import { serviceEnvironment, type ServiceAddresses } from './service-environment';
import { readyWithin } from './start-deadline';
import type { StateFolder } from './state-folder';
import { SupervisedService, type SupervisorEvents } from './supervised-service';

export interface ReplicaName {
  readonly key: ServiceKey;
  readonly name: string;
  readonly isGateway: boolean;
}

/** One entry for each process to run, such as `muse-1` and `muse-2`, in the order of the services. */
export function replicaNames(counts: Readonly<Record<ServiceKey, number>>): ReplicaName[] {
  return SERVICE_KEYS.flatMap((key) =>
    Array.from({ length: counts[key] }, (_, i) => ({ key, name: `${key}-${i + 1}`, isGateway: key === 'gateway' })),
  );
}

export interface LaunchOptions {
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly state: StateFolder;
  readonly names: readonly ReplicaName[];
  readonly ports: ReadonlyMap<string, number>;
  readonly addresses: ServiceAddresses;
  readonly jwtKeys: string;
  readonly busKeys: string;
  readonly secretKeys: string;
}

/** All service processes of a fleet. */
export class Replicas {
  private constructor(private readonly services: readonly SupervisedService[]) {}

  /** Not running yet: see {@link Replicas.start}. */
  static prepare(options: LaunchOptions, events: SupervisorEvents): Replicas {
    const { repository, environment, state, ports, addresses, jwtKeys, busKeys, secretKeys } = options;
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
    const telemetry = join(repository, 'dist', 'telemetry.js');
    const nodeOptions = environment.OTEL_EXPORTER_OTLP_ENDPOINT && existsSync(telemetry) ? ['-r', telemetry] : [];
    const services = options.names.map(({ key, name }) => {
      const port = ports.get(name);
      if (port === undefined) throw new Error(`No port was chosen for ${name}.`);
      const place = { key, replica: name, port };
      return new SupervisedService(
        {
          ...{ key, name, port, nodeOptions },
          bundle: join(repository, 'dist', 'apps', SERVICES[key].app, 'main.js'),
          environment: serviceEnvironment({ OBJECT_STORE_FOLDER: state.objects, ...environment }, place, addresses, {
            version,
            jwtKeys,
            busKeys,
            secretKeys,
          }),
          workingFolder: repository,
          logFile: state.log(name),
        },
        events,
      );
    });
    return new Replicas(services);
  }

  start(): void {
    for (const service of this.services) service.start();
  }

  /** See {@link readyWithin}. */
  untilReady(say: (detail: string) => void): Promise<void> {
    return readyWithin(this.services, say);
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
  }

  kill(): void {
    for (const service of this.services) service.kill();
  }

  /** Puts new processes on the ports of one app's replicas, one after the other. */
  async restartApp(app: string): Promise<void> {
    for (const service of this.services.filter(({ options }) => SERVICES[options.key].app === app)) {
      await service.restart();
    }
  }

  pids(): number[] {
    return this.services.flatMap(({ pid }) => pid ?? []);
  }

  forRunFile(): RunFile['services'] {
    return this.services.map(({ options, url, pid }) => ({
      ...{ key: options.key, replica: options.name, url },
      pid: pid ?? 0,
    }));
  }
}
