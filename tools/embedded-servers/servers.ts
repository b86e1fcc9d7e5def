export type ServerName = 'postgres' | 'redis-bus' | 'redis-cache' | 'chroma';

/** How a server came to be used: named by a variable, run in a container for tests, or started by us. */
export type ServerOrigin = 'environment' | 'container' | 'embedded';

export interface RunningServer {
  name: ServerName;
  origin: ServerOrigin;
  /** For an embedded PostgreSQL a superuser's; for one from the environment what the variable says. */
  url: string;
  /** One plain sentence: how it was found, which version. */
  detail: string;
  pid?: number;
}

export interface RunningServers {
  postgres: RunningServer;
  redisBus: RunningServer;
  redisCache: RunningServer;
  chroma: RunningServer;
  /** Servers wait for these processes to be gone (at most 10 s) before they stop, whatever ends them. Each call replaces the list. */
  stopAfter(pids: number[]): void;
  /** Stops what we started, and only that: a server from the environment is left alone. Safe to call twice. */
  stop(): Promise<void>;
}

export interface StartServersOptions {
  /** Where data, logs and passwords are kept; made when absent. */
  dataDir: string;
  env: NodeJS.ProcessEnv;
  /** For tests: nothing is flushed to disk and the folder is removed at the end. */
  ephemeral?: boolean;
  onProgress?: (text: string) => void;
  /** A server ended although nobody asked for it; `code` is null when a signal ended it. */
  onExit?: (name: ServerName, code: number | null) => void;
}

export interface ServerDiagnosis {
  name: ServerName;
  origin: ServerOrigin;
  found: boolean;
  detail: string;
  /** What to do when it was not found. */
  missing?: string;
}

export const SERVER_TITLES: Readonly<Record<ServerName, string>> = {
  postgres: 'PostgreSQL',
  'redis-bus': 'Redis (bus)',
  'redis-cache': 'Redis (cache)',
  chroma: 'Chroma',
};

/** How the keeper runs one process. Plain data: it crosses a process boundary. */
export interface SpawnSpec {
  name: ServerName;
  command: string;
  args: string[];
  env: Record<string, string>;
  /** Working folder; also how a later run recognises the process as ours. */
  home: string;
  runAs?: { uid: number; gid: number };
  logFile: string;
  stopSignal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT';
  /** After this long without an end comes SIGKILL. */
  stopTimeoutMs: number;
}

/** What it takes to run one embedded server; made by postgres.ts, redis.ts and chroma.ts, carried out by launch-server.ts. */
export interface ServerPlan {
  name: ServerName;
  detail: string;
  url(port: number): string;
  spawnSpec(port: number): SpawnSpec;
  /** Rejects until the server answers its own protocol. */
  probe(url: string): Promise<void>;
  /** Asked when the process ends before it was ready: another plan to try, or undefined when nothing can be done. */
  repair?(exitCode: number | null): Promise<ServerPlan | undefined>;
}
