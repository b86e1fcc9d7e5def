import { readFile, readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.xml': 'application/rss+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** A site of `examples/`, under the addresses that its files stand for: `pricing.html` is `/pricing`, `index.html` is `/`. */
export async function serveExampleSite(name: string, url: string): Promise<Server> {
  const folder = join(EXAMPLES, name);
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const file of await readdir(folder)) {
    const kind = extname(file);
    const stem = file.slice(0, -kind.length);
    const path = kind === '.html' ? (stem === 'index' ? '/' : `/${stem}`) : `/${file}`;
    files.set(path, { body: await readFile(join(folder, file)), type: TYPES[kind] ?? 'application/octet-stream' });
  }
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', url).pathname);
    if (!file) response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here');
    else response.writeHead(200, { 'content-type': file.type }).end(file.body);
  });
  const { port, hostname } = new URL(url);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(Number(port), hostname, resolve));
  return server;
}
