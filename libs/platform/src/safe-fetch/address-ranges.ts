/**
 * Who may be reached. `public` is what an untrusted URL may name; `operator` is what the operator's own configuration
 * may name as well: the machine itself and its private networks, never link-local or metadata addresses.
 */
export type AddressPolicy = 'public' | 'operator';

export interface RefusedRange {
  readonly cidr: string;
  readonly name: string;
  /** True where an origin that the operator configured may live. */
  readonly operator: boolean;
}

const never = (cidr: string, name: string): RefusedRange => ({ cidr, name, operator: false });
const operatorMay = (cidr: string, name: string): RefusedRange => ({ cidr, name, operator: true });

/**
 * Read from the top, the first match counts. From the IANA special-purpose registries (RFC 6890 and its updates);
 * ranges that IANA calls globally reachable but that no web site lives in are refused too.
 */
export const REFUSED_IPV4: readonly RefusedRange[] = [
  never('168.63.129.16/32', 'cloud metadata'), // Azure's host agent: a public address that never leaves the machine
  never('100.100.100.200/32', 'cloud metadata'), // Alibaba Cloud
  never('0.0.0.0/8', 'this network'),
  operatorMay('10.0.0.0/8', 'private'),
  operatorMay('100.64.0.0/10', 'carrier-grade NAT'),
  operatorMay('127.0.0.0/8', 'loopback'),
  never('169.254.0.0/16', 'link-local'),
  operatorMay('172.16.0.0/12', 'private'),
  never('192.0.0.0/24', 'protocol assignments'),
  never('192.0.2.0/24', 'documentation'),
  never('192.31.196.0/24', 'AS112'),
  never('192.52.193.0/24', 'AMT'),
  never('192.88.99.0/24', '6to4 relay'),
  operatorMay('192.168.0.0/16', 'private'),
  never('192.175.48.0/24', 'AS112'),
  never('198.18.0.0/15', 'benchmarking'),
  never('198.51.100.0/24', 'documentation'),
  never('203.0.113.0/24', 'documentation'),
  never('224.0.0.0/4', 'multicast'),
  never('255.255.255.255/32', 'broadcast'),
  never('240.0.0.0/4', 'reserved'),
];

/** As `REFUSED_IPV4`. Ranges that carry an IPv4 address are refused outright, whatever they carry. */
export const REFUSED_IPV6: readonly RefusedRange[] = [
  never('fd00:ec2::/32', 'cloud metadata'), // AWS
  never('fd20:ce::/32', 'cloud metadata'), // Google Cloud
  never('::/128', 'unspecified'),
  operatorMay('::1/128', 'loopback'),
  never('::ffff:0:0/96', 'IPv4-mapped'),
  never('::ffff:0:0:0/96', 'IPv4-translated'),
  never('::/96', 'IPv4-compatible'),
  never('64:ff9b::/96', 'NAT64'),
  never('64:ff9b:1::/48', 'NAT64'),
  never('100::/64', 'discard'),
  never('2001::/32', 'Teredo'),
  never('2001:2::/48', 'benchmarking'),
  never('2001::/23', 'protocol assignments'),
  never('2001:db8::/32', 'documentation'),
  never('2002::/16', '6to4'),
  never('2620:4f:8000::/48', 'AS112'),
  never('3fff::/20', 'documentation'),
  never('5f00::/16', 'segment routing'),
  operatorMay('fc00::/7', 'unique local'),
  never('fe80::/10', 'link-local'),
  never('fec0::/10', 'site-local'),
  never('ff00::/8', 'multicast'),
];

/** The only block from which IANA hands out public IPv6 unicast; all else is reserved, whatever the list above says. */
export const GLOBAL_UNICAST_IPV6 = '2000::/3';
