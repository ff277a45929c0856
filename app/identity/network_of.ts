import { isIPv6 } from 'node:net'

/** What a limit counts: an IPv4 address, or the /64 an IPv6 customer owns whole. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]
  if (!isIPv6(address)) return address
  return `${expand(address.split('%')[0]).slice(0, 4).join(':')}::/64`
}

function expand(address: string): string[] {
  const [head, tail] = address.split('::').map((part) => part.split(':').filter(Boolean))
  if (tail === undefined) return head.map(normal)
  return [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail].map(normal)
}

const normal = (group: string) => Number.parseInt(group, 16).toString(16)
