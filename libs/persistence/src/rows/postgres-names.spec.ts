import { PostgresNames } from './postgres-names';

const names = new PostgresNames();

describe('names as PostgreSQL gives them', () => {
  it.each([
    ['workspaceId', 'workspace_id'],
    ['id', 'id'],
    ['p95Ms', 'p95_ms'],
    ['ciLow', 'ci_low'],
    ['limitMicroUsd', 'limit_micro_usd'],
  ])('turn the property %s into the column %s', (property, column) => {
    expect(names.columnName(property, undefined, [])).toBe(column);
  });

  it('leave a column as it is that was given a name', () => {
    expect(names.columnName('text', 'OddName', [])).toBe('OddName');
  });

  it('put what surrounds an embedded property before it', () => {
    expect(names.columnName('lowEnd', undefined, ['confidence'])).toBe('confidence_low_end');
  });

  it('call keys and indexes by table, columns in their order, and kind', () => {
    expect([
      names.primaryKeyName('muse.assets'),
      names.uniqueConstraintName('muse.assets', ['workspace_id', 'name']),
      names.uniqueConstraintName('muse.assets', ['workspace_id', 'a_name']),
      names.foreignKeyName('muse.assets', ['workspace_id', 'parent_id']),
      names.indexName('muse.assets', ['workspace_id', 'state', 'id']),
      names.joinColumnName('lastWorkspace', 'id'),
    ]).toEqual([
      'assets_pkey',
      'assets_workspace_id_name_key',
      'assets_workspace_id_a_name_key',
      'assets_workspace_id_parent_id_fkey',
      'assets_workspace_id_state_id_idx',
      'last_workspace_id',
    ]);
  });
});
