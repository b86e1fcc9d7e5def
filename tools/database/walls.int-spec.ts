import { SERVICE_KEYS } from '@raptor/contracts';
import { ownerDataSource } from '@raptor/persistence';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { EVERY_ROW, plant } from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { CopyOut } from './backup/copy-out';
import { SERVICE_DATABASES } from './service-databases';

/** Whose a row is, and the setting of a transaction that opens it to them. */
interface Owner {
  readonly column: string;
  readonly setting: 'app.workspace_id' | 'app.user_id';
}

const OWNERS: Readonly<Record<string, Owner>> = {
  workspaces: { column: 'id', setting: 'app.workspace_id' },
  users: { column: 'id', setting: 'app.user_id' },
  refresh_tokens: { column: 'user_id', setting: 'app.user_id' },
};
const ownerOf = (table: string): Owner => OWNERS[table] ?? { column: 'workspace_id', setting: 'app.workspace_id' };

/** SQLSTATE insufficient_privilege: what a policy, or a missing right, says. It comes before every other check of the row. */
const REFUSED = '42501';
/** A scope that is no UUID. */
const NO_UUID = '22P02';
/** A row that others point at cannot go. */
const POINTED_AT = '23503';
const REFUSALS = [REFUSED, NO_UUID, POINTED_AT];

const GARBAGE = ["' OR true --", '00000000-0000-0000-0000-000000000000', 'null', '%'];

describe.each(SERVICE_KEYS)('the role of %s', (service) => {
  const tables = Object.entries(SERVICE_DATABASES[service].tables)
    .filter(([, kind]) => kind !== 'bookkeeping' && kind !== 'global')
    .map(([table]) => table);
  let clone: ClonedDatabase;
  let admin: Client;
  let role: Client;

  beforeAll(async () => {
    clone = await cloneDatabase();
    const asAdmin = await ownerDataSource(SERVICE_DATABASES[service], clone.adminUrl).initialize();
    await plant(asAdmin.manager, ...EVERY_ROW[service](uuidv7()), ...EVERY_ROW[service](uuidv7()));
    await asAdmin.destroy();
    admin = new Client({ connectionString: clone.adminUrl });
    role = new Client({ connectionString: clone.roleUrls[service] });
    await Promise.all([admin.connect(), role.connect()]);
  });

  afterAll(async () => {
    await Promise.all([admin.end(), role.end()]);
    await clone.drop();
  });

  describe.each(tables)('at %s', (name) => {
    const table = `${service}.${name}`;
    const { column, setting } = ownerOf(name);
    let mine: string;
    let theirs: string;
    let theirRow: Record<string, unknown>;
    let columns: string;

    beforeAll(async () => {
      const owners = await admin.query<{ owner: string }>(
        `SELECT DISTINCT ${column} AS owner FROM ${table} ORDER BY 1`,
      );
      [mine = '', theirs = ''] = owners.rows.map(({ owner }) => owner);
      expect(theirs).not.toBe('');
      const row = await admin.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM ${table} AS t WHERE ${column} = $1 LIMIT 1`,
        [theirs],
      );
      theirRow = row.rows[0]?.row ?? {};
      const writable = await admin.query<{ columns: string }>(
        `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
        [table],
      );
      columns = writable.rows[0]?.columns ?? '';
    });

    /** What is theirs, to the byte. */
    const whatIsTheirs = async (): Promise<unknown> =>
      (await admin.query(`SELECT t.*, t.xmin::text, t.ctid::text FROM ${table} AS t WHERE ${column} = $1`, [theirs]))
        .rows;

    /** The owners of the rows that a statement touched; nobody's when it was refused. */
    async function touched(scope: string | undefined, statement: string, values: unknown[] = []): Promise<string[]> {
      await role.query('BEGIN');
      try {
        if (scope !== undefined) await role.query('SELECT set_config($1, $2, true)', [setting, scope]);
        const { rows } = await role.query<{ owner: string }>(statement, values);
        return [...new Set(rows.map(({ owner }) => owner))];
      } catch (error) {
        expect(REFUSALS).toContain((error as { code: string }).code);
        return [];
      } finally {
        await role.query('ROLLBACK');
      }
    }

    const scopes = (): [string | undefined, string[]][] => [
      [undefined, []],
      ['', []],
      ...GARBAGE.map((text): [string, string[]] => [text, []]),
      [mine, [mine]],
    ];

    it('reads what is in scope and nothing else', async () => {
      for (const [scope, expected] of scopes()) {
        expect(await touched(scope, `SELECT ${column} AS owner FROM ${table}`)).toEqual(expected);
        expect(await touched(scope, `SELECT ${column} AS owner FROM ${table} WHERE ${column} = $1`, [theirs])).toEqual(
          [],
        );
        expect(await copied(scope)).toEqual(expected);
      }
    });

    async function copied(scope: string | undefined): Promise<string[]> {
      await role.query('BEGIN');
      try {
        if (scope !== undefined) await role.query('SELECT set_config($1, $2, true)', [setting, scope]);
        const out = role.query(new CopyOut(`COPY (SELECT ${column} FROM ${table}) TO STDOUT`));
        const text = Buffer.concat(await out.toArray()).toString();
        return [...new Set(text.split('\n').filter((line) => line !== ''))];
      } catch (error) {
        expect(REFUSALS).toContain((error as { code: string }).code);
        return [];
      } finally {
        await role.query('ROLLBACK');
      }
    }

    /** The code of Postgres' refusal; without one, how many rows were written. Nothing is read back: that would have to be visible. */
    async function written(
      scope: string | undefined,
      statement: string,
      values: unknown[] = [],
    ): Promise<string | number> {
      await role.query('BEGIN');
      try {
        if (scope !== undefined) await role.query('SELECT set_config($1, $2, true)', [setting, scope]);
        return (await role.query(statement, values)).rowCount ?? 0;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await role.query('ROLLBACK');
      }
    }

    it('changes and deletes what is in scope at most, and gives nothing away', async () => {
      for (const [scope, expected] of scopes()) {
        const changed = await touched(scope, `UPDATE ${table} SET ${column} = ${column} RETURNING ${column} AS owner`);
        const deleted = await touched(scope, `DELETE FROM ${table} RETURNING ${column} AS owner`);
        expect([...changed, ...deleted].filter((owner) => !expected.includes(owner))).toEqual([]);
        const given = await written(scope, `UPDATE ${table} SET ${column} = $1`, [theirs]);
        expect([0, REFUSED, NO_UUID]).toContain(given);
      }
      expect(await written(mine, `UPDATE ${table} SET ${column} = $1`, [theirs])).toBe(REFUSED);
    });

    it('writes nothing to others: not by INSERT, not by ON CONFLICT, not by COPY', async () => {
      const before = await whatIsTheirs();
      const insert = `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`;
      const anew = { ...theirRow, ...('id' in theirRow && column !== 'id' && { id: uuidv7() }) };
      const attempts: [string, Record<string, unknown>][] = [
        [insert, anew],
        [`${insert} ON CONFLICT DO NOTHING`, theirRow],
        [`${insert} ON CONFLICT ON CONSTRAINT ${name}_pkey DO UPDATE SET ${column} = excluded.${column}`, theirRow],
      ];
      for (const [scope] of scopes()) {
        for (const [statement, row] of attempts)
          expect([REFUSED, NO_UUID]).toContain(await written(scope, statement, [row]));
        expect(await written(scope, `COPY ${table} (${columns}) FROM STDIN`)).toMatch(/^(0A000|42501)$/);
      }
      expect(await whatIsTheirs()).toEqual(before);
    });
  });
});
