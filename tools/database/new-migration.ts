import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Writes an empty migration, named for its deed, into an app's own folder.
 * @returns what to tell the person. @throws Error when the name is not kebab-case.
 */
export function newMigration(root: string, app: string, name: string, now = Date.now()): string {
  if (!KEBAB.test(name)) throw new Error(`"${name}" must say the deed in kebab-case, such as add-author-to-notes`);
  const className = `${name.replaceAll(/(^|-)([a-z0-9])/g, (_match, _dash, letter: string) => letter.toUpperCase())}${now}`;
  const folder = join(root, 'apps', app, 'src', 'migrations');
  const file = join(folder, `${now}-${name}.ts`);
  mkdirSync(folder, { recursive: true });
  if (existsSync(file)) throw new Error(`${file} is there already`);
  writeFileSync(file, template(className));
  return `${relative(root, file)} is made. Write its up and down, then add ${className} to the migrations of apps/${app}/src/database.ts.\n`;
}

const template = (className: string): string => `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  readonly name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }
}
`;
