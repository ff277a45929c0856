import { lookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { Resolver } from 'node:dns/promises'

/** Answers every address of a name. */
export type ResolveName = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void
) => void

const TIMEOUT_MS = 2_000
const TRIES = 2

/** The system's way, hosts file included: for names the operator wrote down. */
export const resolveBySystem: ResolveName = (host, options, done) => lookup(host, { ...options, all: true }, done)

/**
 * Asks name servers from the event loop. The system's way holds one of the process's few threads until its name server answers:
 * who names hosts and runs a slow name server could stop password checks and files with it.
 */
export function resolveByDns(resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES })): ResolveName {
  return (host, _options, done) => void answer(resolver, host).then((addresses) => done(null, addresses), done as (error: unknown) => void)
}

async function answer(resolver: Resolver, host: string): Promise<LookupAddress[]> {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const addresses = [...given(v4, 4), ...given(v6, 6)]
  if (addresses.length === 0 && v4.status === 'rejected') throw v4.reason
  return addresses
}

const given = (found: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] =>
  found.status === 'fulfilled' ? found.value.map((address) => ({ address, family })) : []
