import { aDocument, type MutableDocument } from '../test/a-document';
import { complaintsAbout } from '.';

const list = (document: MutableDocument) => document.paths['/api/v1/notes']!['get']!;
const create = (document: MutableDocument) => document.paths['/api/v1/notes']!['post']!;
const read = (document: MutableDocument) => document.paths['/api/v1/notes/{id}']!['get']!;
const schema = (document: MutableDocument, name: string) => document.components.schemas[name]!;

const FAULTS: readonly [what: string, change: (document: MutableDocument) => void, says: string][] = [
  ['no name', (d) => delete create(d).operationId, 'POST /api/v1/notes has the operationId ""'],
  ['a name twice', (d) => (create(d).operationId = 'listNotes'), 'Two operations are called listNotes'],
  ['no summary', (d) => delete create(d).summary, 'POST /api/v1/notes has the summary ""'],
  ['no group', (d) => (create(d).tags = []), 'POST /api/v1/notes has the tags ""'],
  ['a group that nobody describes', (d) => (create(d).tags = ['papers']), 'has the tags "papers"'],
  ['no role', (d) => delete create(d)['x-role'], 'has the x-role undefined'],
  ['an unknown role', (d) => (create(d)['x-role'] = 'root'), 'has the x-role root'],
  ['a role and no token', (d) => delete create(d).security, 'needs a bearer token when it is not public'],
  ['no success', (d) => delete create(d).responses['201'], 'has no answer of success'],
  ['a success without a schema', (d) => delete create(d).responses['201'].content, 'answers 201 without a schema'],
  [
    'an array',
    (d) => (list(d).responses['200'].content['application/json'].schema = { type: 'array', items: {} }),
    'answers an array',
  ],
  ['a list without a cursor', (d) => list(d).parameters.pop(), 'is a list and does not take cursor'],
  [
    'a list without a next one',
    (d) => delete schema(d, 'NotePage').properties.next_cursor,
    'does not answer {items, next_cursor}',
  ],
  ['problems that are not listed', (d) => delete create(d).responses['415'], 'does not list the problems 415'],
  [
    'a failure that is no problem',
    (d) => (create(d).responses['409'] = { description: '' }),
    'answers 409 with something that is no Problem',
  ],
  ['a part of the path that is not described', (d) => read(d).parameters.pop(), 'describes the parts  of its path'],
  ['a field without a type', (d) => delete schema(d, 'Note').properties.title.type, 'Note.title has no type'],
  ['a word of OpenAPI 3.0', (d) => (schema(d, 'Note').properties.title.nullable = true), 'Note.title is nullable'],
  [
    'a text without end',
    (d) => delete schema(d, 'NoteRequest').properties.title.maxLength,
    'NoteRequest.title is a text without a maxLength',
  ],
  [
    'a list without end',
    (d) => delete schema(d, 'NoteRequest').properties.tags.maxItems,
    'NoteRequest.tags is a list without maxItems',
  ],
  [
    'a text without end in a list',
    (d) => delete schema(d, 'NoteRequest').properties.tags.items.maxLength,
    'NoteRequest.tags[] is a text',
  ],
  [
    'a number without end',
    (d) => delete schema(d, 'NoteRequest').properties.weight.maximum,
    'NoteRequest.weight is a number without',
  ],
  [
    'a query without end',
    (d) => delete list(d).parameters[1].schema.maxLength,
    'query cursor is a text without a maxLength',
  ],
  [
    'camels',
    (d) => (schema(d, 'Note').properties.createdAt = { type: 'string' }),
    'Note.createdAt is not in snake_case',
  ],
  [
    'broken money',
    (d) => (schema(d, 'Note').properties.cost_micro_usd.type = 'number'),
    'Note.cost_micro_usd is money and not an integer',
  ],
  [
    'no example',
    (d) => delete create(d).requestBody.content['application/json'].example,
    'body application/json has no example',
  ],
  [
    'an example that does not fit',
    (d) => (create(d).requestBody.content['application/json'].example = { title: '' }),
    'has an example that does not fit: /title',
  ],
  ['no schema at all', (d) => (schema(d, 'Note').properties.title.maxLength = 'long'), 'Note is no JSON Schema'],
];

describe('a description of the API', () => {
  it('may be without a fault', () => {
    expect(complaintsAbout(aDocument())).toEqual([]);
  });

  it.each(['^a{1,9}$', '^[+*]{2}$', '^\\+\\d{3}$'])('may end a text by its pattern, %s', (pattern) => {
    const ends = aDocument((d) => {
      const { title } = schema(d, 'NoteRequest').properties;
      delete title.maxLength;
      title.pattern = pattern;
    });
    expect(complaintsAbout(ends).filter((complaint) => complaint.includes('maxLength'))).toEqual([]);
  });

  it.each(['^a+$', '^[a]*$', '^a{3,}$', 'a{1,9}'])('does not end a text by the pattern %s', (pattern) => {
    const endless = aDocument((d) => {
      const { title } = schema(d, 'NoteRequest').properties;
      delete title.maxLength;
      title.pattern = pattern;
    });
    expect(complaintsAbout(endless).join()).toContain('NoteRequest.title is a text without a maxLength');
  });

  it.each(FAULTS)('with %s is complained about', (_what, change, says) => {
    expect(complaintsAbout(aDocument(change)).join('\n')).toContain(says);
  });
});
