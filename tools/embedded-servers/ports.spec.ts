import { createServer, type Server } from 'node:net';
import { findFreePort } from './ports';

describe('finding a free port', () => {
  const listening: Server[] = [];

  afterEach(async () => {
    await Promise.all(listening.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  function listenOn(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const server = createServer().once('error', reject);
      listening.push(server);
      server.listen(port, '127.0.0.1', resolve);
    });
  }

  it('finds one on which a server can listen', async () => {
    await expect(listenOn(await findFreePort())).resolves.toBeUndefined();
  });

  it('takes the preferred one when it is free, as often as asked', async () => {
    const port = await findFreePort();
    expect(await findFreePort(port)).toBe(port);
    expect(await findFreePort(port)).toBe(port);
  });

  it('takes another one when somebody listens on the preferred', async () => {
    const port = await findFreePort();
    await listenOn(port);
    expect(await findFreePort(port)).not.toBe(port);
  });

  it('gives callers at the same moment different ones', async () => {
    const ports = await Promise.all(Array.from({ length: 20 }, () => findFreePort()));
    expect(new Set(ports).size).toBe(20);
  });
});
