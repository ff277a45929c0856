import { isIPv6 } from 'node:net'

/** What a limit counts: an IPv4 address, or the /64 an IPv6 customer owns whole. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]
  if (!isIPv6(address)) return address
  const groups = expand(address.split('%')[0])
  return isMapped(groups) ? dotted(groups) : `${groups.slice(0, 4).join(':')}::/64`
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
