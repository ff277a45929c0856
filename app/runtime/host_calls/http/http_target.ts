import { HostCallRefused } from '#runtime/host/call_types'
import { HOST_OF_SETTING } from '#runtime/manifest/plugin_manifest'
import type { OutboundHttp } from '#core/outbound/outbound_http'
import type { Installation } from '#runtime/installations/installation'

const HOST_GRANT = 'host:'
const SHAPE = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?$/i
const PLAIN = /^[\x21-\x7e]+$/

/** An address as it was written, taken apart. Only the query may hold references to secrets. */
export interface HttpTarget {
  /** Scheme, host and path. */
  base: string
  query: string | null
}

/**
 * Refuses every address but that of a granted host, written plainly: parsers read odd spellings differently, and what is
 * compared here has to be what is connected to. Where the name leads is checked again when the connection is made.
 */
export function readTarget(text: string, installation: Installation, outbound: OutboundHttp): HttpTarget {
  const [, , authority = '', path = '', query] = (PLAIN.test(text) && !text.includes('\\') && SHAPE.exec(text)) || []
  const base = text.split('?', 1)[0]!
  if (authority === '' || !URL.canParse(base)) {
    throw new HostCallRefused(
      'invalid_url',
      'url: is no plain https address (no blanks, backslashes, fragments; other characters percent-encoded).'
    )
  }
  if (base.includes('{{')) {
    throw new HostCallRefused('secret_not_allowed_here', 'url: secrets are filled in in the query, not in host or path.')
  }
  const url = new URL(base)
  refuseOddSpelling(url, authority)
  if (!grantedHosts(installation).includes(url.hostname)) {
    throw new HostCallRefused('host_not_granted', `The host "${url.hostname}" was not granted.`)
  }
  if (!outbound.isAllowedByOperator(url) && (url.protocol !== 'https:' || url.port !== '')) {
    throw new HostCallRefused('address_refused', 'url: only https on port 443 is allowed.')
  }
  return { base: url.origin + (path || '/'), query: query ?? null }
}

function refuseOddSpelling(url: URL, authority: string): void {
  const spelled = authority.toLowerCase()
  const usual = url.protocol === 'https:' ? ':443' : ':80'
  if (url.username === '' && url.password === '' && [url.host, `${url.hostname}${usual}`].includes(spelled)) return
  throw new HostCallRefused('invalid_url', 'url: the host has to be written plainly, without user, password or encoded characters.')
}

/** What the manifest asks for and somebody agreed to: hosts by name, and those of the addresses that stand in settings at this moment. */
function grantedHosts({ manifest, grantedCapabilities, settings }: Installation): string[] {
  const asked = manifest.allowed_hosts ?? []
  return asked
    .filter((host) => grantedCapabilities.includes(HOST_GRANT + host))
    .flatMap((host) => (host.startsWith(HOST_OF_SETTING) ? hostOf(settings[host.slice(HOST_OF_SETTING.length)]) : [host]))
}

function hostOf(setting: unknown): string[] {
  if (typeof setting !== 'string' || !URL.canParse(setting)) return []
  const { protocol, hostname } = new URL(setting)
  return ['http:', 'https:'].includes(protocol) ? [hostname] : []
}
