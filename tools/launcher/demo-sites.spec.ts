import { chooseDemoSites, withDemoSites } from './demo-sites';

describe('the sites of the demo', () => {
  it('have a port each, and services may read them beside what they may read already', async () => {
    const sites = await chooseDemoSites();
    expect(new Set(sites.map(({ url }) => url)).size).toBe(3);
    const { EGRESS_ORIGINS } = withDemoSites({ EGRESS_ORIGINS: 'http://10.0.0.1:80' }, sites);
    expect(EGRESS_ORIGINS?.split(',')).toEqual(['http://10.0.0.1:80', ...sites.map(({ url }) => new URL(url).origin)]);
  });

  it('are not read in production', async () => {
    const production = { NODE_ENV: 'production' };
    expect(withDemoSites(production, await chooseDemoSites())).toBe(production);
  });
});
