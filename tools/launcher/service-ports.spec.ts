import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { choosePorts, isFree, reservePorts } from './service-ports';

async function listener(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}

describe('choosing ports', () => {
  it('gives every replica a free port of its own, the first gateway the one asked for', async () => {
    const { server, port } = await listener();
    await new Promise((resolve) => server.close(resolve));
    const names = ['gateway-1', 'gateway-2', 'muse-1', 'muse-2', 'council-1'];
    const chosen = await choosePorts(
      names.map((name) => ({ name, isGateway: name.startsWith('gateway') })),
      port,
    );
    expect([...chosen.keys()]).toEqual(names);
    expect(chosen.get('gateway-1')).toBe(port);
    expect(new Set(chosen.values()).size).toBe(names.length);
    for (const free of chosen.values()) expect(await isFree(free)).toBe(true);
  });

  it('refuses a gateway port that somebody has, by its name', async () => {
    const { server, port } = await listener();
    await expect(choosePorts([{ name: 'gateway-1', isGateway: true }], port)).rejects.toThrow(
      `GATEWAY_PORT=${port} cannot be used`,
    );
    expect(await isFree(port)).toBe(false);
    server.close();
  });
});

describe('reserving ports', () => {
  const names = ['gateway-1', 'muse-1'].map((name) => ({ name, isGateway: name === 'gateway-1' }));

  it('gives two fleets that start at the same time different ones, until they are let go', async () => {
    const [one, other] = await Promise.all([reservePorts(names), reservePorts(names)]);
    const all = [...one.ports.values(), ...other.ports.values()];
    expect(new Set(all).size).toBe(4);
    for (const port of all) expect(await isFree(port)).toBe(false);
    one.release();
    other.release();
    for (const port of all) expect(await isFree(port)).toBe(true);
  });
});
