import { rmSync } from 'node:fs';
import { sourceDigest } from '../build/freshness';
import type { ProvisionedDatabase } from '../database/provision';
import { startServers, type RunningServer, type RunningServers } from '../embedded-servers';
import { chooseDemoSites, withDemoSites } from './demo-sites';
import type { LauncherSettings } from './environment';
import { LaunchRecord, readLaunchRecord } from './launch-record';
import type { LauncherLock } from './launcher-lock';
import { endLeftOvers } from './left-overs';
import { prepareDatabase } from './prepare-database';
import type { Progress } from './progress';
import { replicaNames, Replicas } from './replicas';
import { removeRunFile, writeRunFile, type RunFile } from './run-file';
import { loadSecrets, type Secrets } from './secrets';
import type { ServiceAddresses } from './service-environment';
import { reservePorts, type ReservedPorts } from './service-ports';
import type { ServiceExit } from './service-process';
import type { StateFolder } from './state-folder';
import { describeExit, type SupervisedService } from './supervised-service';

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
  private replicas: Replicas | undefined;
  private run: RunFile | undefined;
  private reserved: ReservedPorts | undefined;
  private stopped: Promise<void> | undefined;
  private demoSites: RunFile['demoSites'] = [];

  constructor(private readonly options: FleetOptions) {
    this.record = new LaunchRecord(options.state.launch);
  }

  /**
   * Brings everything up and resolves with what it wrote to the run file. On failure it throws an error whose message says what
   * to do; what was started until then is ended by {@link Fleet.stop}, which the caller must call in any case.
   */
  async start(): Promise<RunFile> {
    const { settings, state, repository } = this.options;
    const startedAt = new Date().toISOString();
    removeRunFile(state.run);
    await this.clearLeftOvers();
    const secrets = await loadSecrets(state.secrets);
    const reserved = await reservePorts(replicaNames(settings.replicas), settings.gatewayPort);
    this.reserved = reserved;
    const gatewayUrl = `http://127.0.0.1:${reserved.ports.get('gateway-1')}`;
    this.options.lock.announceGateway(gatewayUrl);
    this.demoSites = await chooseDemoSites();

    const sources = sourceDigest(repository);
    const [servers] = await bothOrFirstFailure(this.startServers(), this.options.build(sources));
    this.goOn();
    const database = await this.prepareAndLaunch(servers, secrets, sources, reserved.ports);
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
      demoSites: this.demoSites,
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
    this.replicas?.kill();
    removeRunFile(this.options.state.run);
    this.options.lock.release();
  }

  /** What {@link Fleet.start} resolved with; undefined before. */
  get runFile(): RunFile | undefined {
    return this.run;
  }

  /** Puts new processes on the ports of one app's replicas, one after the other. */
  async restartApp(app: string): Promise<void> {
    await this.replicas?.restartApp(app);
  }

  private async endEverything(): Promise<void> {
    this.reserved?.release();
    removeRunFile(this.options.state.run);
    await this.replicas?.stop();
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

  /** Services start as soon as their roles exist. Whichever goes wrong first ends the wait: a service or a migration. */
  private async prepareAndLaunch(
    servers: RunningServers,
    secrets: Secrets,
    sources: string,
    ports: ReadonlyMap<string, number>,
  ): Promise<ProvisionedDatabase> {
    const { progress, state } = this.options;
    const addresses = {
      redisBusUrl: servers.redisBus.url,
      redisCacheUrl: servers.redisCache.url,
      chromaUrl: servers.chroma.url,
    };
    let launched: (databaseUrls: ServiceAddresses['databaseUrls']) => void = () => undefined;
    const provisioned = new Promise<ServiceAddresses['databaseUrls']>((resolve) => (launched = resolve));
    const database = progress.step('Database', (say) =>
      prepareDatabase({
        ...{ server: servers.postgres, secrets, sources, say },
        markFile: state.prepared,
        onProvisioned: ({ roleUrls }) => launched(roleUrls),
      }),
    );
    const services = provisioned.then((databaseUrls) => {
      const replicas = this.startServices(ports, secrets, { ...addresses, databaseUrls });
      return progress.step('Services', (say) => replicas.untilReady(say));
    });
    // Should the database not be what it was when it was marked as prepared, the next start looks for itself.
    services.catch(() => rmSync(state.prepared, { force: true }));
    const [prepared] = await Promise.all([database, services]);
    return prepared;
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

  private startServices(ports: ReadonlyMap<string, number>, secrets: Secrets, addresses: ServiceAddresses): Replicas {
    this.goOn();
    const { repository, state, settings } = this.options;
    const environment = withDemoSites(this.options.environment, this.demoSites);
    const names = replicaNames(settings.replicas);
    const { jwtKeys, busKeys, secretKeys } = secrets;
    this.replicas = Replicas.prepare(
      { repository, environment, state, names, ports, addresses, jwtKeys, busKeys, secretKeys },
      {
        spawned: (service, pid) => this.noteSpawn(service, pid),
        ready: (service, afterMs, again) => this.noteReady(service, afterMs, again),
        crashed: (service, exit, restartInMs) => this.announceCrash(service, exit, restartInMs),
      },
    );
    this.reserved?.release();
    this.replicas.start();
    return this.replicas;
  }

  private noteSpawn({ options }: SupervisedService, pid: number): void {
    this.record.add({ name: options.name, kind: 'service', pid, port: options.port });
    this.servers?.stopAfter(this.replicas?.pids() ?? []);
    if (this.run) this.writeRun(this.run);
  }

  private noteReady({ options }: SupervisedService, afterMs: number, again: boolean): void {
    this.record.noteReady(options.name, Math.round(afterMs));
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
    this.run = { ...run, services: this.replicas?.forRunFile() ?? [] };
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
