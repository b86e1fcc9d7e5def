import { strangeNumbers } from './strange-numbers';

describe('numbers that the sources do not have', () => {
  it.each([
    ['Sales grew by 73 percent', 'sales: 12', ['73']],
    ['It costs $1,200.50 and 3 people', '{"cost":1200.5,"people":3}', []],
    ['A share of 45 %', '{"share":0.45}', []],
    ['A share of 4.5%', '{"share":0.45}', ['4.5']],
    ['73', 'research:ab73cd73', ['73']],
    ['In 2026, 12 of 30', 'from 2026-03-02: 12 and 30', []],
    ['Nothing counted', '', []],
    ['More B2B leads, 2x faster, in v2.0 by Q4', '{"promise":"more B2B leads, 2x faster, in v2.0 by Q4"}', []],
    ['Save $1.2M in 24h with web3, 3D, K8s, iPhone15', 'save $1.2M in 24h with web3, 3D, K8s, iPhone15', []],
    ['30x faster, 24 hours', '3x faster, 24h', ['30', '24']],
    ['b2b', 'B2B', []],
  ])('in "%s" of "%s" are %j', (said, known, strange) => {
    expect(strangeNumbers(said, known)).toEqual(strange);
  });
});
