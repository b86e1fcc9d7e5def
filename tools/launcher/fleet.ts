import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_KEYS, SERVICES, type ServiceKey } from './fleet-services';
import { sourceDigest } from '../build/freshness';
import { startServers, type RunningServer, type RunningServers } from '../embedded-servers';
import type { LauncherSettings } from './environment';
import { LaunchRecord, readLaunchRecord } from './launch-record';
import type { LauncherLock } from './launcher-lock';
import { endLeftOvers } from './left-overs';
import { prepareDatabase } from './prepare-database';
import type { Progress } from './progress';
import { removeRunFile, writeRunFile, type RunFile } from './run-file';
import { loadSecrets, type Secrets } from './secrets';
import { serviceEnvironment, type ServiceAddresses } from './service-environment';
import { choosePorts } from './service-ports';
import type { ServiceExit } from './service-process';
import { readyWithin } from './start-deadline';
import type { StateFolder } from './state-folder';
import { describeExit, SupervisedService } from './supervised-service';

export interface FleetOptions {
  readonly repository: string;
  readonly settings: LauncherSettings;
  readonly environment: NodeJS.ProcessEnv;
  readonly state: StateFolder;
  readonly lock: LauncherLock;
  readonly progress: Progress;
  /** Sees to it that the bundles are there; gets the digest of the sources. */
  build(sources: string): Promise<void>;
}

/** The start was called off; nothing went wrong. */
export class StartCalledOff extends Error {}

/** Servers and services of one state folder: brought up together, kept alive, ended in order. */
export class Fleet {
  private readonly record: LaunchRecord;
  private servers: RunningServers | undefined;
  private pendingServers: Promise<unknown> = Promise.resolve();
  private services: SupervisedService[] = [];
  private run: RunFile | undefined;
  private stopped: Promise<void> | undefined;

  constructor(private readonly options: FleetOptions) {
    this.record = new LaunchRecord(options.state.launch);
  }

  /**
   * Brings everything up and resolves with what it wrote to the run file. On failure it throws an error whose message says what
   * to do; what was started until then is ended by {@link Fleet.stop}, which the caller must call in any case.
   */
  async start(): Promise<RunFile> {
    const { progress, settings, state, repository } = this.options;
    const startedAt = new Date().toISOString();
    removeRunFile(state.run);
    await this.clearLeftOvers();
    const secrets = await loadSecrets(state.secrets);
    const ports = await choosePorts(this.replicas(), settings.gatewayPort);
    const gatewayUrl = `http://127.0.0.1:${ports.get('gateway-1')}`;
    this.options.lock.announceGateway(gatewayUrl);

    const sources = sourceDigest(repository);
    const [servers] = await bothOrFirstFailure(this.startServers(), this.options.build(sources));
    this.goOn();
    const database = await progress.step('Database', (say) =>
      prepareDatabase({
        server: servers.postgres,
        secrets,
        sources,
        markFile: state.prepared,
        say,
        onProvisioned: ({ roleUrls }) =>
          this.startServices(ports, secrets, {
            databaseUrls: roleUrls,
            redisBusUrl: servers.redisBus.url,
            redisCacheUrl: servers.redisCache.url,
            chromaUrl: servers.chroma.url,
          }),
      }),
    );
    this.goOn();
    await progress.step('Services', (say) => readyWithin(this.services, say));
    this.goOn();
    this.run = {
      version: 1,
      startedAt,
      launcherPid: process.pid,
      gatewayUrl,
      services: [],
      postgres: { ownerUrl: database.ownerUrl, roleUrls: database.roleUrls },
      redis: { busUrl: servers.redisBus.url, cacheUrl: servers.redisCache.url },
      chroma: { url: servers.chroma.url },
      demo: secrets.demo,
    };
    return this.writeRun(this.run);
  }

  /** Ends services, then servers, then the traces on disk. Safe at any moment and more than once. */
  stop(): Promise<void> {
    this.stopped ??= this.endEverything();
    return this.stopped;
  }

  /** Ends the services at once. The servers end by themselves, in good order, when this process is gone. */
  kill(): void {
    for (const service of this.services) service.kill();
    removeRunFile(this.options.state.run);
    this.options.lock.release();
  }

  /** What {@link Fleet.start} resolved with; undefined before. */
  get runFile(): RunFile | undefined {
    return this.run;
  }

  /** Puts new processes on the ports of a service's replicas, one after the other. */
  async restartService(app: string): Promise<void> {
    for (const service of this.services.filter(({ options }) => SERVICES[options.key].app === app))
      await service.restart();
  }

  private async endEverything(): Promise<void> {
    removeRunFile(this.options.state.run);
    await Promise.all(this.services.map((service) => service.stop()));
    await this.pendingServers;
    await this.servers?.stop();
    this.record.remove();
    this.options.lock.release();
  }

  private goOn(): void {
    if (this.stopped) throw new StartCalledOff();
  }

  private async clearLeftOvers(): Promise<void> {
    const ended = await endLeftOvers(readLaunchRecord(this.options.state.launch));
    if (ended.length > 0)
      this.options.progress.line(
        `  Ended what an earlier launcher had left: ${ended.map(({ name }) => name).join(', ')}.`,
      );
  }

  private replicas(): { key: ServiceKey; name: string; isGateway: boolean }[] {
    return SERVICE_KEYS.flatMap((key) =>
      Array.from({ length: this.options.settings.replicas[key] }, (_, i) => ({
        key,
        name: `${key}-${i + 1}`,
        isGateway: key === 'gateway',
      })),
    );
  }

  private startServers(): Promise<RunningServers> {
    const { progress, state, environment } = this.options;
    const starting = progress.step('Servers', async (say) => {
      const servers = await startServers({
        dataDir: state.folder,
        env: environment,
        onProgress: say,
        onExit: (name, code) => this.announceServerEnd(name, code),
      });
      this.servers = servers;
      const all: RunningServer[] = [servers.postgres, servers.redisBus, servers.redisCache, servers.chroma];
      for (const { name, pid, url } of all)
        if (pid) this.record.add({ name, kind: 'server', pid, port: Number(new URL(url).port) });
      say(all.map(({ name, origin }) => `${name}${origin === 'embedded' ? '' : ` (${origin})`}`).join(', '));
      return servers;
    });
    this.pendingServers = starting.catch(() => undefined);
    return starting;
  }

  private startServices(ports: Map<string, number>, secrets: Secrets, addresses: ServiceAddresses): void {
    this.goOn();
    const { repository, environment, state } = this.options;
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
    const telemetry = join(repository, 'dist', 'telemetry.js');
    const nodeOptions = environment.OTEL_EXPORTER_OTLP_ENDPOINT && existsSync(telemetry) ? ['-r', telemetry] : [];
    this.services = this.replicas().map(({ key, name }) => {
      const port = ports.get(name) ?? 0;
      const place = { key, replica: name, port };
      return new SupervisedService(
        {
          ...{ key, name, port, nodeOptions },
          bundle: join(repository, 'dist', 'apps', SERVICES[key].app, 'main.js'),
          environment: serviceEnvironment(environment, place, addresses, { version, jwtKeys: secrets.jwtKeys }),
          workingFolder: repository,
          logFile: state.log(name),
        },
        {
          spawned: (service, pid) => this.noteSpawn(service, pid),
          ready: (service, afterMs, again) => this.noteReady(service, afterMs, again),
          crashed: (service, exit, restartInMs) => this.announceCrash(service, exit, restartInMs),
        },
      );
    });
    for (const service of this.services) service.start();
  }

  private noteSpawn({ options }: SupervisedService, pid: number): void {
    this.record.add({ name: options.name, kind: 'service', pid, port: options.port });
    this.servers?.stopAfter(this.services.flatMap((service) => service.pid ?? []));
    if (this.run) this.writeRun(this.run);
  }

  private noteReady({ options }: SupervisedService, afterMs: number, again: boolean): void {
    if (again)
      this.options.progress.line(`  ${options.name} is ready again, ${(afterMs / 1000).toFixed(1)} s after its start.`);
  }

  private announceCrash({ options }: SupervisedService, exit: ServiceExit, restartInMs: number): void {
    this.options.progress.line(
      `  ${options.name} ended ${describeExit(exit)}; starting it again on port ${options.port} in ${restartInMs / 1000} s (log: ${options.logFile}).`,
    );
  }

  private announceServerEnd(name: string, code: number | null): void {
    if (this.stopped) return;
    this.options.progress.line(
      `  ${name} ended unexpectedly (${code === null ? 'by a signal' : `exit code ${code}`}). Services wait for it; \`npm stop\` and \`npm start\` bring it back, with its data.`,
    );
  }

  private writeRun(run: RunFile): RunFile {
    const services = this.services.map(({ options, url, pid }) => ({
      key: options.key,
      replica: options.name,
      url,
      pid: pid ?? 0,
    }));
    this.run = { ...run, services };
    writeRunFile(this.options.state.run, this.run);
    return this.run;
  }
}

/** Waits for both, even when one fails: what the other one started must be known before it can be ended. */
async function bothOrFirstFailure<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  const [a, b] = await Promise.allSettled([first, second]);
  if (b.status === 'rejected') throw b.reason;
  if (a.status === 'rejected') throw a.reason;
  return [a.value, b.value];
}
