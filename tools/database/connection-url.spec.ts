import { connectionUrl, databaseOf } from './connection-url';

describe('a connection URL', () => {
  it('is for another user of the same server, options and all', () => {
    expect(
      connectionUrl('postgresql://admin:a@db:5433/app?sslmode=require', { user: 'raptor_muse', password: 'p/@:' }),
    ).toBe('postgresql://raptor_muse:p%2F%40%3A@db:5433/app?sslmode=require');
  });

  it('is for another database, whatever its name', () => {
    const url = connectionUrl('postgresql://admin@db/app', { database: 'odd "name"/x' });
    expect(databaseOf(url)).toBe('odd "name"/x');
  });

  it("names the user's database when it names none", () => {
    expect(databaseOf('postgresql://me:x@db')).toBe('me');
    expect(databaseOf('postgresql://db/')).toBe('postgres');
  });
});
