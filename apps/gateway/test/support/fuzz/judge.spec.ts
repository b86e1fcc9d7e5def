import { operationsOf } from '../../../../../tools/api/document';
import { aDocument } from '../../../../../tools/api/test/a-document';
import type { BadRequest } from './bad-requests';
import { faultsIn } from './judge';
import type { Came } from './send';

const document = aDocument();
const create = operationsOf(document).find(({ id }) => id === 'createNote')!;
const asked = (changes: Partial<BadRequest> = {}): BadRequest => ({
  operation: create,
  kind: 'another value',
  method: 'POST',
  path: create.path,
  headers: {},
  sender: 'admin',
  ...changes,
});
const came = (changes: Partial<Came> = {}): Came => ({
  status: 422,
  type: 'application/problem+json',
  text: '{"code":"REQUEST_INVALID"}',
  retryAfter: undefined,
  ms: 5,
  ...changes,
});

describe('an answer to a bad request', () => {
  it('is fine when it refuses by name, or says which part is away', () => {
    expect(faultsIn(document, asked(), came())).toEqual([]);
    const away = came({ status: 503, text: '{"code":"AGENT_BUSY"}', retryAfter: '2' });
    expect(faultsIn(document, asked(), away)).toEqual([]);
    const body = Buffer.from('{"title":"a"}');
    const taken = came({ status: 201, type: 'application/json', text: '{}' });
    expect(faultsIn(document, asked({ kind: 'all fields that are not theirs', body }), taken)).toEqual([]);
  });

  it.each([
    ['a crash', came({ status: 500, text: '{"code":"INTERNAL"}' }), {}, 'was answered 500'],
    [
      'a service that is away without a word',
      came({ status: 503, text: '{"code":"INTERNAL"}' }),
      {},
      'was answered 503',
    ],
    ['an answer that took for ever', came({ ms: 2_001 }), {}, 'took 2001 ms'],
    ['no answer', came({ status: undefined }), {}, 'was not answered'],
    ['an error that is no problem', came({ type: 'text/html' }), {}, 'with text/html'],
    ['a status that nobody knows of', came({ status: 418 }), {}, 'does not list'],
    ['broken JSON that was taken', came({ status: 201 }), { kind: 'cut off' }, 'was taken'],
    [
      'a field that is not theirs and was taken',
      came({ status: 201 }),
      { kind: 'a field that is not theirs', body: Buffer.from('{"title":"a","workspace_id":"x"}') },
      'was taken',
    ],
  ])('with %s is a fault', (_what, answer, changes, says) => {
    expect(faultsIn(document, asked(changes), answer).join()).toContain(says);
  });
});
