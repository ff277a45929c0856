import { isIP, type LookupFunction } from 'node:net'
import { Agent, fetch } from 'undici'
import { isPublicAddress, type AllowedTarget } from '#core/outbound/address_policy'
import { OutboundFailed, OutboundRefused } from '#core/outbound/exceptions'
import { resolveByDns, resolveBySystem, type ResolveName } from '#core/outbound/resolve_name'

export type OutboundRequest = {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Whole call, redirects and body included. Milliseconds. */
  timeoutMs?: number
  maxBytes?: number
  maxRedirects?: number
}

export type OutboundAnswer = { status: number; headers: Record<string, string>; body: Uint8Array; url: string }

const DEFAULTS = { timeoutMs: 10_000, maxBytes: 2 * 1024 * 1024, maxRedirects: 0 }
const PORTS = new Set([80, 443])
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * The only way out of the platform for addresses that people or plugins name.
 * Refused: other schemes than http(s), credentials in the URL, other ports than 80 and 443, addresses that are not
 * public. The address is checked at connect time on what the name resolved to just then, and that very address is
 * connected to, so a name cannot change between check and connect. Redirects are followed by hand, each checked anew.
 */
export class OutboundHttp {
  #agent: Agent

  /** `resolve` stands in for the name servers in tests. */
  constructor(
    private readonly allowed: AllowedTarget[] = [],
    resolve?: ResolveName
  ) {
    this.#agent = new Agent({
      connect: { lookup: guardedLookup((host) => this.allowed.some((target) => target.host === host), resolve), timeout: 5_000 },
      connections: 16,
      maxHeaderSize: 32 * 1024,
    })
  }

  /** Calls `url`. Throws `OutboundRefused` (422) for a target that may not be called, `OutboundFailed` (502) otherwise. */
  async request(url: string, options: OutboundRequest = {}): Promise<OutboundAnswer> {
    const { timeoutMs, maxBytes, maxRedirects, ...init } = { ...DEFAULTS, ...options }
    const signal = AbortSignal.timeout(timeoutMs)
    let target = this.assertAllowed(url)
    for (let hop = 0; ; hop++) {
      const answer = await this.#send(target, { ...init, signal })
      const location = answer.headers.get('location')
      if (!REDIRECTS.has(answer.status) || !location || maxRedirects === 0) {
        return {
          status: answer.status,
          headers: Object.fromEntries(answer.headers),
          body: await readUpTo(answer, maxBytes),
          url: target.href,
        }
      }
      await answer.body?.cancel()
      if (hop >= maxRedirects) throw new OutboundFailed('Too many redirects')
      const next = this.assertAllowed(new URL(location, target).href)
      if (next.origin !== target.origin) init.headers = withoutCredentials(init.headers)
      target = next
    }
  }

  /** The checks that need no network; the resolved address is checked again at connect time. */
  assertAllowed(text: string): URL {
    const url = URL.canParse(text) ? new URL(text) : null
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) throw new OutboundRefused()
    if (this.isAllowedByOperator(url)) return url
    const port = portOf(url)
    const host = url.hostname.toLowerCase()
    if (!PORTS.has(port)) throw new OutboundRefused()
    const bare = host.replace(/^\[|\]$/g, '')
    if (isIP(bare) ? !isPublicAddress(bare) : isThisMachine(bare)) throw new OutboundRefused()
    if (this.allowed.some((target) => target.host === host)) throw new OutboundRefused()
    return url
  }

  /** Whether `OUTBOUND_ALLOW` names this very host and port. */
  isAllowedByOperator(url: URL): boolean {
    const host = url.hostname.toLowerCase()
    return this.allowed.some((target) => target.host === host && target.port === portOf(url))
  }

  async close() {
    await this.#agent.close()
  }

  async #send(url: URL, init: { method?: string; headers?: Record<string, string>; body?: string | Uint8Array; signal: AbortSignal }) {
    try {
      return await fetch(url, { ...init, redirect: 'manual', dispatcher: this.#agent })
    } catch (error) {
      throw causeIs(error, OutboundRefused) ? new OutboundRefused() : new OutboundFailed(OutboundFailed.message, { cause: error })
    }
  }
}

/** Names of RFC 6761 that are this machine whatever a name server says. */
const isThisMachine = (host: string): boolean => /(^|\.)localhost\.?$/.test(host)

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80))

/** Resolves a name and hands out only addresses that may be called; the socket connects to exactly those. */
export function guardedLookup(isAllowedHost: (host: string) => boolean, resolve: ResolveName = resolveByDns()): LookupFunction {
  return (host, options, callback) => {
    const trusted = isAllowedHost(host.toLowerCase())
    const resolveOne = trusted ? resolveBySystem : resolve
    resolveOne(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      if (!addresses.length || (!trusted && !addresses.every(({ address }) => isPublicAddress(address)))) {
        return callback(new OutboundRefused() as NodeJS.ErrnoException, '', 0)
      }
      if (options.all) return callback(null, addresses)
      callback(null, addresses[0].address, addresses[0].family)
    })
  }
}

async function readUpTo(answer: Awaited<ReturnType<typeof fetch>>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength
      if (size > limit) throw new OutboundFailed(`The answer is larger than ${limit} bytes`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof OutboundFailed ? error : new OutboundFailed(OutboundFailed.message, { cause: error })
  }
  return Buffer.concat(chunks)
}

function withoutCredentials(headers: Record<string, string> | undefined) {
  const kept = Object.entries(headers ?? {}).filter(
    ([name]) => !['authorization', 'cookie', 'proxy-authorization'].includes(name.toLowerCase())
  )
  return Object.fromEntries(kept)
}

function causeIs(error: unknown, type: new (...args: never[]) => Error): boolean {
  if (error instanceof type) return true
  return error instanceof Error && causeIs((error as Error).cause, type)
}
