import { IPv4, IPv6 } from 'ipaddr.js';
import { REFUSED_IPV4, REFUSED_IPV6 } from './address-ranges';
import { judgeAddress } from './judge-address';

const verdictOf = (address: string, policy: 'public' | 'operator' = 'public') => judgeAddress(address, policy).verdict;

describe('judgeAddress', () => {
  it.each([
    ['1.1.1.1'],
    ['8.8.8.8'],
    ['9.255.255.255'],
    ['11.0.0.0'],
    ['93.184.216.34'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['126.255.255.255'],
    ['128.0.0.0'],
    ['169.253.255.255'],
    ['169.255.0.0'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['192.0.1.0'],
    ['192.167.255.255'],
    ['192.169.0.0'],
    ['198.17.255.255'],
    ['198.20.0.0'],
    ['223.255.255.255'],
    ['2606:4700::1111'],
    ['2001:200::1'],
    ['2001:4860:4860::8888'],
    ['2003::1'],
    ['2a00:1450:4001:81b::200e'],
  ])('allows %s', (address) => {
    expect(judgeAddress(address, 'public')).toMatchObject({ verdict: 'allowed', address });
  });

  it.each([...REFUSED_IPV4, ...REFUSED_IPV6].map((range) => [range.cidr, range] as const))(
    'refuses the first and the last address of %s',
    (_title, { cidr }) => {
      const kind = cidr.includes(':') ? IPv6 : IPv4;
      const first = kind.networkAddressFromCIDR(cidr);
      const last = cidr.includes(':') ? lastIPv6Of(cidr) : IPv4.broadcastAddressFromCIDR(cidr);
      expect([verdictOf(first.toString()), verdictOf(last.toString())]).toEqual(['refused', 'refused']);
    },
  );

  it.each(['127.0.0.1', '::1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1', 'fd00::1', '93.184.216.34'])(
    'lets an origin of the operator be at %s',
    (address) => expect(verdictOf(address, 'operator')).toBe('allowed'),
  );

  it.each([
    ['169.254.169.254'],
    ['168.63.129.16'],
    ['100.100.100.200'],
    ['fd00:ec2::254'],
    ['fd20:ce::254'],
    ['0.0.0.0'],
    ['255.255.255.255'],
    ['224.0.0.1'],
    ['::'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::a00:1'],
    ['fe80::1'],
    ['ff02::1'],
  ])('keeps even the operator from %s', (address) => expect(verdictOf(address, 'operator')).toBe('refused'));

  it.each(['', 'localhost', '127.1', '0x7f.0.0.1', '0177.0.0.1', '2130706433', '1.1.1.1 ', '[::1]', '::1%lo', '1.1.1'])(
    'refuses the text "%s", which is not an address in its strict form',
    (text) => expect(verdictOf(text, 'operator')).toBe('refused'),
  );

  it('writes an address in its canonical form', () => {
    expect(judgeAddress('2606:4700:0000:0000:0000:0000:0000:1111', 'public')).toEqual({
      verdict: 'allowed',
      address: '2606:4700::1111',
      family: 6,
    });
  });

  it('allows nothing that ipaddr.js knows to be special, over 40,000 addresses', () => {
    const random = generator(20_261_123);
    const leaks: string[] = [];
    for (let i = 0; i < 20_000; i++) {
      const v4 = new IPv4([random(256), random(256), random(256), random(256)]);
      // Half of them inside 2000::/3, where the decision is the list's alone.
      const first = i % 2 === 0 ? 0x2000 + random(0x2000) : random(0x10000);
      const v6 = new IPv6([first, ...Array.from({ length: 7 }, () => (random(3) === 0 ? 0 : random(0x10000)))]);
      for (const address of [v4, v6]) {
        if (address.range() !== 'unicast' && verdictOf(address.toString()) === 'allowed') leaks.push(`${address}`);
      }
    }
    expect(leaks).toEqual([]);
  });
});

function lastIPv6Of(cidr: string): IPv6 {
  const [address, bits] = IPv6.parseCIDR(cidr);
  const bytes = address.toByteArray().map((byte, i) => byte | (0xff >> Math.min(8, Math.max(0, bits - i * 8))));
  const parts = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  return new IPv6(parts);
}

/** Linear congruential: the same addresses in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
