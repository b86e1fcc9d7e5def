import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i;
const GROUPS_OF_A_NETWORK = 4;

/**
 * Whom an address is counted as: an IPv4 address by itself, an IPv6 address by its /64, of which one customer has 2^64. A connection
 * that is gone has none. Hashed, because addresses are personal data.
 */
export function addressKey(address: string | undefined): string {
  const given = address ?? 'gone';
  const mapped = MAPPED_IPV4.exec(given)?.[1];
  const network = mapped ?? (isIPv6(given) ? networkOf(given) : given);
  return createHash('sha256').update(network).digest('base64url');
}

function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, GROUPS_OF_A_NETWORK)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
