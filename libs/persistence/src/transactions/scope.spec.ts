import { normaliseEmail, openingStatement } from './scope';
import { sqlStateOf, transientKindOf } from './sqlstate';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };
const ID = '018f0000-0000-7000-8000-00000000000a';

describe('the opening of a transaction', () => {
  it('sets all three scopes, the absent ones to nothing', () => {
    const text = openingStatement({ workspaceId: ID }, LIMITS);
    expect(text).toMatch(/^BEGIN; SELECT /);
    expect(text).toContain(`set_config('app.workspace_id', '${ID}', true)`);
    expect(text).toContain(`set_config('app.user_id', '', true)`);
    expect(text).toContain(`set_config('app.sign_in_email', '', true)`);
    expect(text).toContain(`set_config('statement_timeout', '5000', true)`);
  });

  it('quotes what people typed', () => {
    const text = openingStatement({ signInEmail: `o'brien@x.example'; DROP TABLE users; --` }, LIMITS);
    expect(text).toContain(`'o''brien@x.example''; drop table users; --'`);
  });

  it('is refused for ids that are not UUIDs', () => {
    expect(() => openingStatement({ userId: "' OR true" }, LIMITS)).toThrow(TypeError);
    expect(() => openingStatement({ workspaceId: '' }, LIMITS)).toThrow(TypeError);
  });
});

it('compares e-mail addresses as they look, not as they were typed', () => {
  expect(normaliseEmail('  Ada@Ｃompany.example ')).toBe('ada@company.example');
});

describe('a failed transaction', () => {
  const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each([
    ['40001', 'conflict'],
    ['40P01', 'conflict'],
    ['08006', 'connection'],
    ['57P01', 'connection'],
    ['ECONNREFUSED', 'connection'],
    ['57014', undefined],
    ['23505', undefined],
    ['55P03', undefined],
  ])('with %s is worth another run: %s', (code, kind) => {
    expect(transientKindOf(withCode(code))).toBe(kind);
  });

  it('is judged by the driver’s error inside TypeORM’s', () => {
    expect(sqlStateOf({ driverError: withCode('40001') })).toBe('40001');
    expect(transientKindOf({ driverError: withCode('ECONNRESET') })).toBe('connection');
    expect(transientKindOf(new AggregateError([withCode('ECONNREFUSED')]))).toBe('connection');
    expect(transientKindOf(null)).toBeUndefined();
  });
});
