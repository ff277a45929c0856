import { BlockList, isIP } from 'node:net'

/**
 * Addresses the outside world must not make us talk to: loopback, private, link-local (cloud metadata), shared,
 * benchmarking, documentation, multicast, reserved and the IPv6 forms that carry an IPv4 address.
 * Sources: IANA special-purpose registries (RFC 6890), RFC 6052, RFC 3056, RFC 4380.
 */
const REFUSED_V4: [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** The first three are all that is not global unicast (2000::/3): mapped, translated, local, multicast and what is yet to be given out. */
const REFUSED_V6: [string, number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** Two lists: in one, Node compares an IPv4 address with `::ffff:0:0/96` and refuses every one of them. */
const refusedV4 = new BlockList()
const refusedV6 = new BlockList()
for (const [net, bits] of REFUSED_V4) refusedV4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of REFUSED_V6) refusedV6.addSubnet(net, bits, 'ipv6')

/** Whether a literal address belongs to the public internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const family = isIP(bare)
  if (family === 0) return false
  return family === 4 ? !refusedV4.check(bare, 'ipv4') : !refusedV6.check(bare, 'ipv6')
}

export type AllowedTarget = { host: string; port: number }

/** Parses `OUTBOUND_ALLOW`: `host:port` pairs by comma; IPv6 in brackets. Throws on anything else, so a typo never opens a door. */
export function parseAllowList(text: string | undefined): AllowedTarget[] {
  const entries = (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  return entries.map((entry) => {
    const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+):(\d{1,5})$/i.exec(entry)
    const port = Number(match?.[2])
    if (!match || port < 1 || port > 65_535) throw new Error(`OUTBOUND_ALLOW: "${entry}" is not host:port`)
    return { host: match[1].toLowerCase(), port }
  })
}
