import { qualifiedName } from './backup-format';
import { inLoadOrder } from './load-order';

const table = (name: string, ...parents: string[]) => ({
  schema: 'muse',
  name,
  parents: parents.map((p) => `muse.${p}`),
});
const ordered = (...tables: ReturnType<typeof table>[]): string[] => inLoadOrder(tables).map(qualifiedName);

describe('the order in which tables are loaded', () => {
  it('has those first that others point at', () => {
    expect(ordered(table('reviews', 'versions'), table('versions', 'assets'), table('assets'))).toEqual([
      'muse.assets',
      'muse.versions',
      'muse.reviews',
    ]);
  });

  it('does not mind tables that are not to be loaded', () => {
    expect(ordered(table('versions', 'assets'))).toEqual(['muse.versions']);
  });

  it('names those that point at each other', () => {
    expect(() => ordered(table('kits'), table('assets', 'versions'), table('versions', 'assets'))).toThrow(
      'muse.assets, muse.versions point at each other',
    );
  });
});
