import { createServer, type Server } from 'node:net';

const PREFERRED_GATEWAY_PORT = 3000;
/** Below the range from which systems take ports for outgoing connections: one of those could hold a port while its service restarts. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;
/** Somebody else may take a port between looking and listening. */
const RESERVE_TRIES = 5;

/**
 * Chooses the ports of the gateways and of all other replicas, all different and free now.
 * Throws when `gatewayPort` is given and taken; without it 3000 is preferred. Further gateways get any free port.
 */
export async function choosePorts(
  replicas: readonly { name: string; isGateway: boolean }[],
  gatewayPort?: number,
): Promise<Map<string, number>> {
  const chosen = new Map<string, number>();
  for (const { name, isGateway } of replicas) {
    const firstGateway = isGateway && chosen.size === 0;
    chosen.set(name, firstGateway ? await mainPort(gatewayPort) : await anyPort(new Set(chosen.values())));
  }
  return chosen;
}

/** Ports that are chosen and kept from others until {@link ReservedPorts.release}. */
export interface ReservedPorts {
  readonly ports: ReadonlyMap<string, number>;
  /** To be called just before the services listen there themselves. */
  release(): void;
}

/**
 * Chooses as {@link choosePorts} does and listens on all of them: servers and a build take seconds, in which another fleet that starts
 * would find the same ports free.
 */
export async function reservePorts(...wanted: Parameters<typeof choosePorts>): Promise<ReservedPorts> {
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts(...wanted);
    const servers: Server[] = [];
    const release = (): void => {
      for (const server of servers.splice(0)) server.close();
    };
    try {
      for (const port of ports.values()) servers.push(await listenOn(port));
      return { ports, release };
    } catch (error) {
      release();
      if (attempt === RESERVE_TRIES) throw error;
    }
  }
}

function listenOn(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server.unref()));
  });
}

async function mainPort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return (await isFree(PREFERRED_GATEWAY_PORT)) ? PREFERRED_GATEWAY_PORT : anyPort(new Set());
  if (await isFree(wanted)) return wanted;
  throw new Error(
    `GATEWAY_PORT=${wanted} cannot be used: another program listens on port ${wanted}, or this user may not. ` +
      'End that program, choose another port, or unset GATEWAY_PORT to let the launcher choose.',
  );
}

async function anyPort(taken: ReadonlySet<number>): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Error(`No free port was found between ${FIRST_PORT} and ${LAST_PORT}.`);
}

/** True when this user can listen on the port, on all addresses or on this machine's own. */
export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
