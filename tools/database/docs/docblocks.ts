import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What stands above a class and above its properties, each on one line. */
export interface Docblocks {
  readonly text: string;
  readonly properties: ReadonlyMap<string, string>;
}

/** The docblocks of an app's entities by the name of their class: what a table and a column mean is said there, once. */
export function docblocksOf(folder: string): Map<string, Docblocks> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.entity.ts'),
  );
  return new Map(files.sort().flatMap((file) => [...docblocksIn(readFileSync(join(folder, file), 'utf8'))]));
}

export function docblocksIn(source: string): Map<string, Docblocks> {
  const file = ts.createSourceFile('entity.ts', source, ts.ScriptTarget.Latest, true);
  return new Map(
    file.statements.filter(ts.isClassDeclaration).map((type) => [
      type.name?.text ?? '',
      {
        text: above(type),
        properties: new Map(
          type.members
            .filter(ts.isPropertyDeclaration)
            .map((property) => [property.name.getText(file), above(property)]),
        ),
      },
    ]),
  );
}

function above(node: ts.Node): string {
  const [block] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(block?.comment) ?? '').replaceAll(/\s+/g, ' ').trim();
}
