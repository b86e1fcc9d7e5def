import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text, type WebSite } from './web-site';

const EXAMPLES = join(__dirname, '..', '..', '..', '..', 'examples');
const TYPES: Readonly<Record<string, string>> = { xml: 'application/rss+xml', txt: 'text/plain' };

/** Serves a site of `examples/` under the addresses that its files stand for. */
export async function serveExample(site: WebSite, name: string): Promise<void> {
  for (const file of await readdir(join(EXAMPLES, name))) {
    const body = await readFile(join(EXAMPLES, name, file), 'utf8');
    const [stem = '', kind = ''] = file.split('.');
    if (kind === 'html') site.serve(stem === 'index' ? '/' : `/${stem}`, body);
    else site.serve(`/${file}`, text(body, TYPES[kind]));
  }
}
