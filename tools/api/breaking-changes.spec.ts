import { breakingChanges } from './breaking-changes';
import { aDocument, type MutableDocument } from './test/a-document';

type Change = (document: MutableDocument) => void;

const request = (document: MutableDocument) => document.components.schemas['NoteRequest']!;
const note = (document: MutableDocument) => document.components.schemas['Note']!;
const list = (document: MutableDocument) => document.paths['/api/v1/notes']!['get']!;
const create = (document: MutableDocument) => document.paths['/api/v1/notes']!['post']!;

const BREAKING: readonly [what: string, change: Change, says: string][] = [
  ['an operation that is gone', (d) => delete d.paths['/api/v1/notes/{id}'], 'GET /api/v1/notes/{id} is gone'],
  ['a method that is gone', (d) => delete d.paths['/api/v1/notes']!['post'], 'POST /api/v1/notes is gone'],
  ['another name of a method', (d) => (create(d).operationId = 'addNote'), 'was called createNote, is called addNote'],
  ['another group', (d) => (create(d).tags = ['papers']), 'was in the group notes, is in papers'],
  ['a higher role', (d) => (list(d)['x-role'] = 'operator'), 'was open to viewer, needs operator'],
  ['a scope that is needed now', (d) => (list(d)['x-scope'] = 'notes:read'), 'had the scope none, has notes:read'],
  ['a parameter that is gone', (d) => list(d).parameters.pop(), 'GET /api/v1/notes has no query cursor any more'],
  ['a parameter that is needed now', (d) => (list(d).parameters[0].required = true), 'query limit is required now'],
  [
    'a new parameter that is needed',
    (d) => list(d).parameters.push({ name: 'of', in: 'query', required: true, schema: { type: 'string' } }),
    'query of is required now',
  ],
  [
    'a tighter parameter',
    (d) => (list(d).parameters[0].schema.maximum = 50),
    'query limit had the maximum 100, has 50',
  ],
  ['a body that is gone', (d) => delete create(d).requestBody, 'POST /api/v1/notes body is gone'],
  ['a field that is gone', (d) => delete request(d).properties.tags, 'body.tags is gone'],
  ['a field that is needed now', (d) => request(d).required.push('kind'), 'body.kind is required now'],
  [
    'a new field that is needed',
    (d) => {
      request(d).properties.of = { type: 'string', maxLength: 3 };
      request(d).required.push('of');
    },
    'body.of is required now',
  ],
  ['another type', (d) => (request(d).properties.title.type = 'integer'), 'body.title was string, is integer'],
  ['whole numbers only', (d) => (request(d).properties.weight.type = 'integer'), 'weight was number, is integer'],
  ['fewer values', (d) => request(d).properties.kind.enum.pop(), 'body.kind does not take "pinned" any more'],
  ['values where all were taken', (d) => (request(d).properties.title.enum = ['a']), 'body.title takes only "a" now'],
  ['a shorter text', (d) => (request(d).properties.title.maxLength = 100), 'had the maxLength 200, has 100'],
  ['a longer text', (d) => (request(d).properties.title.minLength = 3), 'had the minLength 1, has 3'],
  ['a new end', (d) => (request(d).properties.tags.items.minLength = 1), 'body.tags[] had the minLength none, has 1'],
  ['a new pattern', (d) => (request(d).properties.title.pattern = '^a'), 'had the pattern none, has ^a'],
  ['a new format', (d) => (request(d).properties.title.format = 'uri'), 'had the format none, has uri'],
  ['a field of an answer that is gone', (d) => delete note(d).properties.title, '201.title is gone'],
  ['a field of an answer that may be missing', (d) => note(d).required.shift(), '201.id may be missing now'],
  ['an answer that may be null', (d) => (note(d).properties.title.type = ['string', 'null']), 'is string or null'],
  ['an answer of another type', (d) => (note(d).properties.cost_micro_usd.type = 'string'), 'was integer, is string'],
  ['an answer without its values', (d) => delete note(d).properties.kind.enum, 'is anything now'],
  ['an answer without its format', (d) => delete note(d).properties.id.format, 'had the format uuid, has none'],
  [
    'an answer with another alternative',
    (d) => note(d).properties.author.anyOf.push({ type: 'string' }),
    '201.author has other alternatives',
  ],
  [
    'a field deep in an answer that is gone',
    (d) => delete d.components.schemas['Author']!.properties.name,
    '201.author.name is gone',
  ],
  [
    'another status of success',
    (d) => {
      create(d).responses['202'] = create(d).responses['201'];
      delete create(d).responses['201'];
    },
    'POST /api/v1/notes 201 is gone',
  ],
  [
    'another media type',
    (d) => (list(d).responses['200'].content = { 'text/csv': { schema: { type: 'string' } } }),
    '200 is not application/json any more',
  ],
];

const HARMLESS: readonly [what: string, change: Change][] = [
  ['nothing', () => undefined],
  ['a new operation', (d) => (d.paths['/api/v1/papers'] = d.paths['/api/v1/notes']!)],
  ['a lower role', (d) => (create(d)['x-role'] = 'viewer')],
  ['other words', (d) => (create(d).summary = 'Write a note')],
  ['a new field that may be left out', (d) => (request(d).properties.of = { type: 'string', maxLength: 3 })],
  ['a field that may be left out now', (d) => (request(d).required = [])],
  ['more values', (d) => request(d).properties.kind.enum.push('secret')],
  ['all values', (d) => delete request(d).properties.kind.enum],
  ['a longer text', (d) => (request(d).properties.title.maxLength = 300)],
  ['null, too', (d) => (request(d).properties.title.type = ['string', 'null'])],
  ['any number', (d) => (request(d).properties.weight.maximum = 2)],
  ['a new field in an answer', (d) => (note(d).properties.of = { type: 'string' })],
  ['a new value in an answer', (d) => note(d).properties.kind.enum.push('secret')],
  ['an answer that is never null any more', (d) => note(d).properties.author.anyOf.pop()],
  ['another problem', (d) => (create(d).responses['402'] = { $ref: '#/components/responses/Problem' })],
  ['a header in other letters', (d) => (create(d).parameters[0].name = 'idempotency-key')],
  [
    'the same in parts',
    (d) => {
      const { properties, required } = note(d);
      d.components.schemas['Note'] = { allOf: [{ type: 'object', properties, required }] };
    },
  ],
];

describe('what programs trip over', () => {
  it.each(BREAKING)('is %s', (_what, change, says) => {
    const changes = breakingChanges(aDocument(), aDocument(change));
    expect(changes.join('\n')).toContain(says);
  });

  it.each(HARMLESS)('is not %s', (_what, change) => {
    expect(breakingChanges(aDocument(), aDocument(change))).toEqual([]);
  });
});
