import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The folder of an installed npm package, whatever its `exports` allow; undefined when it is not installed. */
export function packageFolder(name: string): string | undefined {
  const searched = createRequire(__filename).resolve.paths(name) ?? [];
  return searched.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, 'package.json')));
}
