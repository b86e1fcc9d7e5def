import { isIP } from 'node:net';
import { IPv4, IPv6 } from 'ipaddr.js';
import { type AddressPolicy, GLOBAL_UNICAST_IPV6, REFUSED_IPV4, REFUSED_IPV6 } from './address-ranges';

export type AddressVerdict =
  | { readonly verdict: 'allowed'; readonly address: string; readonly family: 4 | 6 }
  | { readonly verdict: 'refused'; readonly range: string };

const refusedIPv4 = REFUSED_IPV4.map((range) => ({ ...range, subnet: IPv4.parseCIDR(range.cidr) }));
const refusedIPv6 = REFUSED_IPV6.map((range) => ({ ...range, subnet: IPv6.parseCIDR(range.cidr) }));
const globalUnicast = IPv6.parseCIDR(GLOBAL_UNICAST_IPV6);

/**
 * Says whether a connection to this address may be opened. Takes the strict textual forms only (no brackets, no
 * octal, no zone): anything else is refused. An allowed address comes back in canonical form; dial that one.
 */
export function judgeAddress(text: string, policy: AddressPolicy): AddressVerdict {
  // A zone binds the address to one of our own interfaces; net.isIP accepts it.
  if (text.includes('%')) return { verdict: 'refused', range: 'zoned' };
  switch (isIP(text)) {
    case 4:
      return judgeIPv4(IPv4.parse(text), policy);
    case 6:
      return judgeIPv6(IPv6.parse(text), policy);
    default:
      return { verdict: 'refused', range: 'not an address' };
  }
}

function judgeIPv4(address: IPv4, policy: AddressPolicy): AddressVerdict {
  const range = refusedIPv4.find(({ subnet }) => address.match(subnet));
  if (range !== undefined && !(policy === 'operator' && range.operator)) {
    return { verdict: 'refused', range: range.name };
  }
  return { verdict: 'allowed', address: address.toString(), family: 4 };
}

function judgeIPv6(address: IPv6, policy: AddressPolicy): AddressVerdict {
  const allowed: AddressVerdict = { verdict: 'allowed', address: address.toRFC5952String(), family: 6 };
  const range = refusedIPv6.find(({ subnet }) => address.match(subnet));
  if (range !== undefined) {
    return policy === 'operator' && range.operator ? allowed : { verdict: 'refused', range: range.name };
  }
  if (!address.match(globalUnicast)) return { verdict: 'refused', range: 'reserved' };
  if (isIsatap(address)) return { verdict: 'refused', range: 'ISATAP' };
  return allowed;
}

/** RFC 5214: the last 64 bits are 0000:5efe or 0200:5efe and an IPv4 address, under any prefix. */
function isIsatap({ parts }: IPv6): boolean {
  return (parts[4] === 0 || parts[4] === 0x0200) && parts[5] === 0x5efe;
}
