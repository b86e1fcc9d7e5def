import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@raptor/testing';
import { planChroma } from '../../../../../tools/embedded-servers/chroma';

/** A ChromaDB that a test may kill and empty. It comes back at the same address. */
export class OwnChroma {
  private process: ChildProcess | undefined;
  private folder = '';

  private constructor(private readonly port: number) {}

  static async start(): Promise<OwnChroma> {
    const chroma = new OwnChroma(await freePort());
    await chroma.resume();
    return chroma;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async kill(): Promise<void> {
    const { process } = this;
    if (!process) return;
    this.process = undefined;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  /** Kills it, and it has never heard of anything. */
  async killAndEmpty(): Promise<void> {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
    this.folder = '';
  }

  /** As it was, if it was not emptied. */
  async resume(): Promise<void> {
    if (this.process) return;
    this.folder ||= await mkdtemp(join(tmpdir(), 'raptor-chroma-'));
    const plan = await planChroma({ dataDir: this.folder, env: process.env, onProgress: () => undefined });
    const { command, args, env, home } = plan.spawnSpec(this.port);
    this.process = spawn(command, args, { cwd: home, env, stdio: 'ignore' });
    await eventually(() => plan.probe(this.url));
  }

  async stop(): Promise<void> {
    await this.killAndEmpty();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
