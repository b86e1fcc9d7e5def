import { typesOf, type ApiDocument, type Schema } from '../document';
import { fieldsOf, note, noteOn, typeOf } from './type-words';

export const HEADER = `// Written by \`npm run api\` from what the gateway says of itself (docs/openapi.json). Change that, not this.
/* eslint-disable max-lines -- one file for all of it, as nobody reads it from top to bottom */
`;

/** A type for every schema of the document. */
export const schemasSource = ({ components }: ApiDocument): string =>
  [HEADER, ...Object.entries(components.schemas ?? {}).map(([name, schema]) => declaration(name, schema))].join('\n');

function declaration(name: string, schema: Schema): string {
  const { properties, required = [], allOf } = schema;
  const isInterface = properties !== undefined && !allOf && typesOf(schema).join() === 'object';
  const comment = note(noteOn({ ...schema, type: 'object' }));
  if (!isInterface) return `${comment}export type ${name} = ${typeOf(schema)};\n`;
  return `${comment}export interface ${name} {\n${fieldsOf(properties, required).join('\n')}\n}\n`;
}
