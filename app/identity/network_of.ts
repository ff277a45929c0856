import { isIPv6 } from 'node:net'

/** What a limit counts: an IPv4 address, or the /64 an IPv6 customer owns whole. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]
  if (!isIPv6(address)) return address
  const groups = expand(address.split('%')[0])
  return isMapped(groups) ? dotted(groups) : `${groups.slice(0, 4).join(':')}::/64`
}

/** The neighbourhood of an address: what one provider gives out together, an IPv4 /24 or an IPv6 /48. */
export function widerNetworkOf(address: string): string {
  const network = networkOf(address)
  const ends = network.includes(':') ? ([':', 3, '::/48'] as const) : (['.', 3, '.0/24'] as const)
  return network.split(ends[0]).slice(0, ends[1]).join(ends[0]) + ends[2]
}

/** An IPv4 address in IPv6's clothes, written in hexadecimal. */
const isMapped = (groups: string[]) => groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff'

const dotted = (groups: string[]) =>
  groups
    .slice(6)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
    .join('.')

function expand(address: string): string[] {
  const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean))
  if (tail === undefined) return head.map(normal)
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].map(normal)
}

const normal = (group: string) => Number.parseInt(group, 16).toString(16)
