import { readFileSync, writeFileSync } from 'node:fs';
import { SERVICE_KEYS, SERVICES } from '@raptor/contracts';
import { stringify } from 'yaml';
import { migrationManifest, serviceManifest, type Manifest } from './cloudrun/manifests';
import { repositoryPath } from './repository';

export interface RenderedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

const HEADER = `# Written by \`npm run render:cloudrun\` from tools/deploy/cloudrun: change it there.
# \${NAME} is filled in by deploy.sh, see README.md.
`;

/** Every file under deploy/cloudrun that is made from the description of the fleet. */
export function renderCloudRun(): RenderedFile[] {
  return SERVICE_KEYS.flatMap((key) => [
    { path: `deploy/cloudrun/${SERVICES[key].app}.yaml`, text: asYaml(serviceManifest(key)) },
    { path: `deploy/cloudrun/${SERVICES[key].app}.migrate.yaml`, text: asYaml(migrationManifest(key)) },
  ]);
}

// Quoted, so that a value filled in later stays a string whatever it looks like; each node written out, without aliases.
const asYaml = (manifest: Manifest): string =>
  HEADER +
  stringify(manifest, {
    defaultStringType: 'QUOTE_SINGLE',
    defaultKeyType: 'PLAIN',
    aliasDuplicateObjects: false,
    lineWidth: 0,
  });

if (require.main === module) {
  const changed = renderCloudRun().filter(({ path, text }) => {
    const current = readIfThere(repositoryPath(path));
    if (current !== text) writeFileSync(repositoryPath(path), text);
    return current !== text;
  });
  console.log(
    changed.length === 0 ? 'All files were up to date.' : changed.map(({ path }) => `wrote ${path}`).join('\n'),
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
