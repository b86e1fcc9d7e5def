import { checkInWords, indexBeyondColumns, policyInWords, withoutCasts } from './sql-words';

const CURRENT_WORKSPACE = `( SELECT (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid AS "nullif")`;
const SIGN_IN_EMAIL = `( SELECT NULLIF(current_setting('app.sign_in_email'::text, true), ''::text) AS "nullif")`;

describe('what PostgreSQL says, in fewer words', () => {
  it.each([
    [`'{}'::text[]`, `'{}'`],
    [`'2027-01-01 00:00:00'::timestamp with time zone`, `'2027-01-01 00:00:00'`],
    [`now()`, `now()`],
  ])('a default: %s', (long, short) => {
    expect(withoutCasts(long)).toBe(short);
  });

  it.each([
    [`CHECK ((name <> ''::text))`, `name <> ''`],
    [`CHECK ((state = ANY (ARRAY['new'::text, 'old'::text])))`, `state IN ('new', 'old')`],
    [`CHECK (((a > 0) AND (b > 0)))`, `(a > 0) AND (b > 0)`],
    [
      `CHECK (((state = 'done'::text) = (done_at IS NOT NULL))) NOT VALID`,
      `CHECK (((state = 'done') = (done_at IS NOT NULL))) NOT VALID`,
    ],
  ])('a check: %s', (long, short) => {
    expect(checkInWords(long)).toBe(short);
  });

  it('a policy, by what it means', () => {
    expect(policyInWords(`(workspace_id = ${CURRENT_WORKSPACE})`)).toBe('workspace_id = the workspace');
    expect(policyInWords(`((id = ${CURRENT_WORKSPACE}) OR (email = ${SIGN_IN_EMAIL}))`)).toBe(
      '(id = the workspace) OR (email = the address)',
    );
  });

  it('an index, beyond its columns', () => {
    expect(indexBeyondColumns('CREATE INDEX i ON muse.t USING btree (a, b)')).toBe('');
    expect(indexBeyondColumns(`CREATE INDEX i ON muse.t USING brin (a) WHERE (state = 'new'::text)`)).toBe(
      "using brin where `state = 'new'`",
    );
  });
});
