import type { ApiDocument, OperationObject, Schema } from '../document';

const problem = { $ref: '#/components/responses/Problem' };

/** A small API without a fault: one list, one creation, one reading by id. Each test changes what it is about. */
export function aDocument(change: (document: MutableDocument) => void = () => undefined): ApiDocument {
  const document: MutableDocument = structuredClone(NOTES_API);
  change(document);
  return document as unknown as ApiDocument;
}

/** What tests change; reaching into what is not there fails the test. */
export interface MutableDocument {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Mutable<OperationObject>>>;
  components: { schemas: Record<string, Mutable<Schema>>; responses: Record<string, unknown> };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests break documents in every way
export type Mutable<T> = { -readonly [K in keyof T]?: any } & Record<string, any>;

const secured = { security: [{ bearer: [] }], tags: ['notes'] };
const problems = (...statuses: number[]): Record<string, object> =>
  Object.fromEntries(statuses.map((status) => [String(status), problem]));
const idInPath = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const NOTE = {
  id: '01930000-0000-7000-8000-000000000001',
  title: 'Spring',
  kind: 'plain',
  cost_micro_usd: 5,
  author: null,
};
const json = (schema: object, example: unknown): object => ({ content: { 'application/json': { schema, example } } });
const answer = (name: string, example: unknown): object => ({
  description: '',
  ...json({ $ref: `#/components/schemas/${name}` }, example),
});

const NOTES_API: MutableDocument & { openapi: string; info: object } = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  tags: [{ name: 'notes', description: 'Notes' }],
  paths: {
    '/api/v1/notes': {
      get: {
        operationId: 'listNotes',
        summary: 'List notes',
        'x-role': 'viewer',
        ...secured,
        parameters: [
          { name: 'limit', in: 'query', required: false, schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'cursor', in: 'query', required: false, schema: { type: 'string', maxLength: 1000 } },
        ],
        responses: {
          ...problems(400, 401, 403, 422, 429, 503),
          200: answer('NotePage', { items: [NOTE], next_cursor: null }),
        },
      },
      post: {
        operationId: 'createNote',
        summary: 'Write a note down',
        'x-role': 'operator',
        ...secured,
        parameters: [
          { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } },
        ],
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/NoteRequest' }, { title: 'Spring' }) },
        responses: { ...problems(400, 401, 403, 409, 413, 415, 422, 429, 503), 201: answer('Note', NOTE) },
      },
    },
    '/api/v1/notes/{id}': {
      get: {
        operationId: 'getNote',
        summary: 'Read a note',
        'x-role': 'viewer',
        ...secured,
        parameters: [idInPath],
        responses: { ...problems(400, 401, 403, 404, 422, 429, 503), 200: answer('Note', NOTE) },
      },
    },
  },
  components: {
    responses: {
      Problem: {
        description: '',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: { code: 'X' } },
        },
      },
    },
    schemas: {
      Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
      NoteRequest: {
        type: 'object',
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 200 },
          kind: { type: 'string', enum: ['plain', 'pinned'] },
          tags: { type: 'array', maxItems: 10, items: { type: 'string', maxLength: 20 } },
          weight: { type: 'number', minimum: 0, maximum: 1 },
        },
        required: ['title'],
      },
      Note: {
        type: 'object',
        properties: {
          id: { type: 'string', format: 'uuid' },
          title: { type: 'string' },
          kind: { type: 'string', enum: ['plain', 'pinned'] },
          cost_micro_usd: { type: 'integer' },
          author: { anyOf: [{ $ref: '#/components/schemas/Author' }, { type: 'null' }] },
          replies: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
        },
        required: ['id', 'title', 'kind', 'cost_micro_usd', 'author'],
      },
      Author: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
      NotePage: {
        type: 'object',
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/Note' } },
          next_cursor: { type: ['string', 'null'] },
        },
        required: ['items', 'next_cursor'],
      },
    },
  },
};
